import { useState } from 'react'
import { useLocation } from 'wouter'
import { Stepper } from '../../../ui'
import { ask, newCommandId, useView } from '../../background'
import { useCommand } from '../../command'
import { useWords } from '../../words'
import { ChoosePassword } from './choose-password'
import { PhraseForm } from './phrase-form'
import { PreviewAccount } from './preview-account'
import type { PhraseSecret, Preview } from './secret'

/** An account from a phrase: as the first one of a new vault, or as a further one of an open vault. Its address is shown before it is kept. */
export function ImportPhrase() {
  const words = useWords()
  const [, navigate] = useLocation()
  const [first] = useState(useView('session')?.status === 'empty')
  const total = useView('accounts')?.total ?? 0
  const [secret, setSecret] = useState<PhraseSecret>({ phrase: '', path: '', passphrase: '', type: 'sr25519' })
  const [name, setName] = useState(() => `${words.common.account} ${total + 1}`)
  const [preview, setPreview] = useState<Preview>()
  const [step, setStep] = useState(0)
  const [commandId, setCommandId] = useState(newCommandId)
  const looking = useCommand()
  const keeping = useCommand()

  const back = () => {
    keeping.forget()
    if (step > 0) setStep(step - 1)
    else navigate(first ? '/' : '/accounts')
  }
  const look = () =>
    looking.run(async () => {
      setPreview(await ask('previewAccount', secret))
      setCommandId(newCommandId())
      setStep(1)
    })
  const create = async (password: string) => {
    await ask('createWallet', { commandId, password, ...secret, name })
    navigate('/')
  }
  const add = () =>
    keeping.run(async () => {
      await ask('addAccount', { commandId, ...secret, name })
      navigate('/')
    })
  const steps = first ? 3 : 2
  const aside = <Stepper at={step + 1} of={steps} label={words.common.step({ at: step + 1, of: steps })} />
  const head = { title: words.onboarding.importTitle, onBack: back, aside, heading: false }
  if (step === 0 || !preview)
    return (
      <PhraseForm
        secret={secret}
        busy={looking.busy}
        error={looking.error}
        head={head}
        onLook={look}
        onChange={(next) => {
          looking.forget()
          setSecret(next)
        }}
      />
    )
  if (step === 1)
    return (
      <PreviewAccount
        secret={secret}
        preview={preview}
        name={name}
        busy={keeping.busy}
        error={keeping.error}
        head={head}
        onName={setName}
        onBack={() => setStep(0)}
        onKeep={first ? () => setStep(2) : () => void add()}
        action={first ? words.common.continue : words.onboarding.keep}
      />
    )
  return <ChoosePassword action={words.onboarding.finishImport} onDone={create} head={head} />
}
