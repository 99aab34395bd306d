import { useState } from 'react'
import { useLocation } from 'wouter'
import { Stepper } from '../../../ui'
import { newPhrase } from '../../../units'
import { ask, newCommandId } from '../../background'
import { useWords } from '../../words'
import { CheckWords } from './check-words'
import { ChoosePassword } from './choose-password'
import { WriteWords } from './write-words'

const STEPS = ['write', 'check', 'password'] as const

/** A new vault: the words, the proof that they are on paper, the password. The phrase lives in this component and nowhere else. */
export function NewVault() {
  const words = useWords()
  const [, navigate] = useLocation()
  const [phrase, setPhrase] = useState(() => newPhrase(12))
  const [step, setStep] = useState<(typeof STEPS)[number]>('write')
  const [commandId] = useState(newCommandId)
  const list = phrase.split(' ')
  const at = STEPS.indexOf(step)
  const back = () => {
    const before = STEPS[at - 1]
    if (before) setStep(before)
    else navigate('/')
  }
  const finish = async (password: string) => {
    const secret = { phrase, path: '', passphrase: '', type: 'sr25519' as const }
    await ask('createWallet', { commandId, password, ...secret, name: words.onboarding.firstName })
    navigate('/')
  }
  const aside = <Stepper at={at + 1} of={STEPS.length} label={words.common.step({ at: at + 1, of: STEPS.length })} />
  const head = { title: words.onboarding.newTitle, onBack: back, aside, heading: false }
  if (step === 'write')
    return <WriteWords list={list} onCount={(count) => setPhrase(newPhrase(count))} onDone={() => setStep('check')} head={head} />
  if (step === 'check') return <CheckWords list={list} onAgain={() => setStep('write')} onDone={() => setStep('password')} head={head} />
  return <ChoosePassword action={words.onboarding.finish} onDone={finish} head={head} />
}
