import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask, newCommandId } from '../../background'
import { useWords } from '../../words'
import { ChoosePassword } from './choose-password'
import { keyOfPhrase, PhraseSteps } from './phrase-steps'

/** A new vault: the words, the proof that they are on paper, the password. */
export function NewVault() {
  const { onboarding } = useWords()
  const [, navigate] = useLocation()
  const [commandId] = useState(newCommandId)
  return (
    <PhraseSteps
      title={onboarding.newTitle}
      onLeave={() => navigate('/')}
      last={(phrase, head) => (
        <ChoosePassword
          action={onboarding.finish}
          head={head}
          onDone={async (password) => {
            // Home comes with the first view of the vault, before this answer: the person may have gone on from there by then.
            await ask('createWallet', { commandId, password, keys: [keyOfPhrase(phrase, onboarding.firstName)] })
          }}
        />
      )}
    />
  )
}
