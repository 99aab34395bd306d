import { type ReactNode, useState } from 'react'
import { Stepper } from '../../../ui'
import { newPhrase } from '../../../units'
import type { StepHead } from '../../frame'
import { useLeaving } from '../../secret'
import { useWords } from '../../words'
import { CheckWords } from './check-words'
import { WriteWords } from './write-words'

const STEPS = ['write', 'check', 'last'] as const

/**
 * New words: written down, proved to be on paper, and then handed to the last step. They live in this component and nowhere else.
 * @param last what follows, with the words
 */
export function PhraseSteps({ title, onLeave, last }: { title: string; onLeave(): void; last(phrase: string, head: StepHead): ReactNode }) {
  const { common } = useWords()
  const [phrase, setPhrase] = useState(() => newPhrase(12))
  const [step, setStep] = useState<(typeof STEPS)[number]>('write')
  // A page that the browser brings back begins anew, with other words.
  useLeaving(() => {
    setPhrase(newPhrase(12))
    setStep('write')
  })
  const list = phrase.split(' ')
  const at = STEPS.indexOf(step)
  const onBack = () => {
    const before = STEPS[at - 1]
    if (before) setStep(before)
    else onLeave()
  }
  const aside = <Stepper at={at + 1} of={STEPS.length} label={common.step({ at: at + 1, of: STEPS.length })} />
  const head = { title, onBack, aside, heading: false }
  if (step === 'write')
    return <WriteWords list={list} onCount={(count) => setPhrase(newPhrase(count))} onDone={() => setStep('check')} head={head} />
  if (step === 'check') return <CheckWords list={list} onAgain={() => setStep('write')} onDone={() => setStep('last')} head={head} />
  return last(phrase, head)
}

/** The account that new words give by themselves: an sr25519 coldkey, whose words are on paper. */
export const keyOfPhrase = (phrase: string, name: string) =>
  ({
    secret: { kind: 'phrase', phrase, path: '', passphrase: '', type: 'sr25519' },
    id: null,
    publicKey: null,
    type: 'sr25519',
    role: 'coldkey',
    watch: null,
    name,
    note: '',
    hidden: false,
    saved: true,
  }) as const
