import { type ReactNode, useEffect, useState } from 'react'
import type { AccountView } from '../messaging'
import { ask, ErrorBanner, openInTab, Step, useCommand, useWords } from '../popup'
import { Button, Foot, Heading } from '../ui'

export type Written = { name: string; bytes: Uint8Array }

/**
 * Hands a file to the browser, which asks or puts it among the downloads; whether it arrived only the person can see, and is asked.
 * @param accounts those that it brings back: they count as saved once the person says that it is there; none where it holds no key
 * @param next what is to be done after that; `first`: now
 */
export function SaveFile({
  file,
  accounts,
  next,
}: {
  file: Written
  accounts: readonly Pick<AccountView, 'id' | 'savedAt'>[]
  next?(first: boolean): ReactNode
}) {
  const { takeout } = useWords()
  const [url, setUrl] = useState<string>()
  const [handed, setHanded] = useState(false)
  const [there, setThere] = useState(false)
  const confirming = useCommand()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([file.bytes as BlobPart], { type: 'application/octet-stream' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  const save = () => {
    if (!url) return
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    link.click()
    setHanded(true)
  }
  const confirm = () =>
    void confirming.run(async () => {
      await ask('accountsSaved', { ids: unsaved })
      setThere(true)
    })
  const unsaved = accounts.flatMap(({ id, savedAt }) => (savedAt === null ? [id] : []))
  const asks = handed && !there && unsaved.length > 0
  return (
    <>
      <Button look={handed ? 'quiet' : 'primary'} wide icon="file" onClick={save}>
        {takeout.save({ name: file.name })}
      </Button>
      <p className="text" role="status">
        {there ? takeout.confirmed : handed ? takeout.saved : ''}
      </p>
      {asks && (
        <>
          <p className="text">{takeout.confirmAsk({ count: unsaved.length })}</p>
          <Button look="primary" wide icon="check" busy={confirming.busy} onClick={confirm}>
            {takeout.confirm}
          </Button>
        </>
      )}
      <ErrorBanner error={confirming.error} />
      {handed && next?.(!asks)}
    </>
  )
}

/** A file was written and opened again: what is to be done with it, and the way back to the wallet. @param children the file, and what follows */
export function FileReady({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { takeout, bring } = useWords()
  return (
    <Step
      network={false}
      title={title}
      heading={false}
      foot={
        <Foot one>
          <Button onClick={() => void openInTab('/')}>{bring.openWallet}</Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{takeout.ready}</Heading>
        <p className="text">{text}</p>
        {children}
      </div>
    </Step>
  )
}
