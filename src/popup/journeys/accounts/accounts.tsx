import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Button, Foot } from '../../../ui'
import { AccountRow } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'

const PAGE = 100

/** All accounts; long lists come in pages. */
export function Accounts() {
  const words = useWords()
  const [, navigate] = useLocation()
  const accounts = useView('accounts')
  const [later, setLater] = useState<AccountView[]>([])
  const { busy, run } = useCommand()
  const first = accounts?.first ?? []
  const total = accounts?.total ?? 0
  // A changed beginning (a new name, a new account) makes the later pages old.
  const print = JSON.stringify([total, first])
  useEffect(() => {
    if (print) setLater([])
  }, [print])
  const list = [...first, ...later]
  return (
    <Step
      title={words.accounts.title}
      onBack={() => navigate('/')}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          <Button icon="plus" onClick={() => navigate('/import')}>
            {words.accounts.import}
          </Button>
        </Foot>
      }
    >
      <ul className="rows">
        {list.map((account) => (
          <li key={account.id}>
            <AccountRow account={account} />
          </li>
        ))}
      </ul>
      {list.length < total && (
        <p className="spaced">
          <Button
            wide
            busy={busy}
            onClick={() => void run(async () => setLater([...later, ...(await ask('accountsPage', { from: list.length, count: PAGE }))]))}
          >
            {words.activity.more}
          </Button>
        </p>
      )}
    </Step>
  )
}
