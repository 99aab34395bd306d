import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button, Foot, Heading } from '../../../ui'
import { KluisError } from '../../../units'
import { ask, newCommandId, useView } from '../../background'
import { useCommand } from '../../command'
import { Step, type StepHead } from '../../frame'
import { usePayGuard } from '../../pay-guard'
import { useWords } from '../../words'
import { keyOfPhrase, PhraseSteps } from '../onboarding/phrase-steps'
import { NameField } from './edit-account'

/** Another phrase beside those that are here: words of its own, to be kept by themselves. */
export function NewPhrase() {
  const { accounts: say } = useWords()
  const [, navigate] = useLocation()
  return (
    <PhraseSteps
      title={say.newPhrase}
      onLeave={() => navigate('/accounts/add')}
      last={(phrase, head) => <NameIt phrase={phrase} head={head} />}
    />
  )
}

function NameIt({ phrase, head }: { phrase: string; head: StepHead }) {
  const words = useWords()
  const { accounts: say } = words
  const [, navigate] = useLocation()
  const total = useView('accounts')?.total ?? 0
  const [name, setName] = useState(() => say.numbered({ number: total + 1 }))
  const [commandId] = useState(newCommandId)
  const keeping = useCommand()
  const guard = usePayGuard(keeping)
  const missing = name.trim() === '' || guard.missing
  const keep = async () => {
    const done = await keeping.run(async () => {
      const [kept] = await ask('addAccounts', { commandId, keys: [keyOfPhrase(phrase, name)], ...guard.given })
      if (!kept?.ok) throw kept ? new KluisError(kept.code, kept.facts) : new KluisError('internal')
      navigate(`/accounts/${kept.account.id}`)
    })
    if (!done) guard.clear()
  }
  return (
    <Step
      {...head}
      foot={
        <Foot one>
          <Button type="submit" form="name-it" look="primary" busy={keeping.busy} disabled={missing}>
            {words.home.add}
          </Button>
        </Foot>
      }
    >
      <form
        id="name-it"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!missing) void keep()
        }}
      >
        <Heading>{say.nameTitle}</Heading>
        <p className="text">{say.nameText}</p>
        <NameField name={name} label={say.name} help={say.nameHelp} onName={setName} />
        {guard.field}
      </form>
    </Step>
  )
}
