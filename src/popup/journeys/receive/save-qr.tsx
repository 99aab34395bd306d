import { useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Button, qrPicture } from '../../../ui'
import { fileName } from '../../../units'
import { useCommand } from '../../command'
import { useSayError, useWords } from '../../words'

/** Hands the code of an address to the browser as a picture, drawn here; whether it arrived only the person can see. */
export function SaveQr({ account: { address, name } }: { account: Pick<AccountView, 'address' | 'name'> }) {
  const { takeout: say } = useWords()
  const sayError = useSayError()
  const { busy, error, run } = useCommand()
  const [saved, setSaved] = useState(false)
  const save = () =>
    void run(async () => {
      setSaved(false)
      const picture = await qrPicture(address)
      const link = document.createElement('a')
      // A popup may close while the browser asks where to: an address of a blob would be gone with it.
      link.href = `data:image/png;base64,${btoa(String.fromCharCode(...picture))}`
      link.download = `${fileName(name)}-qr.png`
      link.click()
      setSaved(true)
    })
  return (
    <>
      <Button icon="qr" busy={busy} onClick={save}>
        {say.saveQr}
      </Button>
      <span role="status" className="note copied">
        {error !== undefined ? sayError(error) : saved ? say.saved : ''}
      </span>
    </>
  )
}
