import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, Output, PopupContract } from '../../../messaging'
import { Button, Foot, TextField, unwritten, Who } from '../../../ui'
import { tileRole } from '../../account'
import { useAccountById } from '../../accounts'
import { ask, newCommandId, useView } from '../../background'
import { useAfter } from '../../clock'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { useSayError, useWords } from '../../words'
import { NameField } from './edit-account'
import { freeNumber } from './free'

type Child = Output<PopupContract, 'previewChild'>

/** One more account from the secret of another, further along its path. */
export function Derive() {
  const words = useWords()
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const parent = useAccountById(id)
  const back = () => navigate(`/accounts/${id}`)
  if (!parent?.holds)
    return (
      <Step title={words.accounts.deriveTitle} onBack={back}>
        <p className="text">
          {parent === undefined ? words.common.loading : parent ? words.errors['watch-only']({}) : words.accounts.gone}
        </p>
      </Step>
    )
  return <From parent={parent} onBack={back} />
}

/** The path of a number that gives an account which is not here yet. @throws KluisError locked and the others of previewChild */
async function nextPath(parent: string): Promise<string> {
  return `//${await freeNumber(async (n) => (await ask('previewChild', { parent, path: `//${n}` })).duplicateOf === null)}`
}

/** What a path gives: asked again a moment after the last letter. */
function useChild(parent: string, path: string | undefined): { child?: Child; error?: unknown } {
  const [known, setKnown] = useState<{ of: string; child?: Child; error?: unknown }>({ of: '' })
  useEffect(() => {
    if (!path) return
    let current = true
    const timer = setTimeout(() => {
      ask('previewChild', { parent, path }).then(
        (child) => current && setKnown({ of: path, child }),
        (error) => current && setKnown({ of: path, error }),
      )
    }, 150)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [parent, path])
  return known.of === path ? known : {}
}

function From({ parent, onBack }: { parent: AccountView; onBack(): void }) {
  const words = useWords()
  const { accounts: say } = words
  const sayError = useSayError()
  const [, navigate] = useLocation()
  const total = useView('accounts')?.total ?? 0
  const [path, setPath] = useState<string>()
  const [name, setName] = useState(() => say.numbered({ number: total + 1 }))
  const [commandId, setCommandId] = useState(newCommandId)
  const { child, error } = useChild(parent.id, path)
  const adding = useCommand()
  const late = useAfter(300)
  useEffect(() => {
    let current = true
    const propose = (found: string) => current && setPath((typed) => typed ?? found)
    nextPath(parent.id).then(propose, () => propose('//0'))
    return () => {
      current = false
    }
  }, [parent.id])
  const taken = child?.duplicateOf ?? undefined
  const ready = child !== undefined && taken === undefined && name.trim() !== ''
  const add = () =>
    adding.run(async () => {
      const made = await ask('deriveAccount', { commandId, parent: parent.id, path: path ?? '', name })
      navigate(`/accounts/${made.id}`)
    })
  return (
    <Step
      title={say.deriveTitle}
      onBack={onBack}
      foot={
        <Foot one>
          <Button type="submit" form="derive" look="primary" busy={adding.busy} disabled={!ready}>
            {words.home.add}
          </Button>
        </Foot>
      }
    >
      <form
        id="derive"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void add()
        }}
      >
        <p className="text">{say.deriveText[parent.holds ?? 'phrase']({ name: parent.name })}</p>
        <ErrorBanner error={adding.error} />
        <TextField
          {...unwritten}
          label={say.path}
          className="mono"
          help={parent.path ? say.pathAfter({ path: parent.path + (path ?? '') }) : say.pathHelp}
          error={
            error !== undefined ? sayError(error) : taken !== undefined ? words.errors['duplicate-account']({ name: taken }) : undefined
          }
          value={path ?? ''}
          disabled={path === undefined}
          maxLength={256}
          onChange={({ target }) => {
            setPath(target.value.replace(/\s/g, ''))
            // Another account is another command.
            setCommandId(newCommandId())
          }}
        />
        <NameField name={name} label={say.name} onName={setName} />
        <div aria-live="polite">
          {child ? (
            <Who publicKey={child.publicKey} address={child.address} name={name.trim()} role={tileRole(parent.role)} />
          ) : (
            late && error === undefined && path !== '' && <p className="note">{words.common.loading}</p>
          )}
        </div>
        <p className="note">{say.deriveNote}</p>
      </form>
    </Step>
  )
}
