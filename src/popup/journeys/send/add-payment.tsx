import { useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Button, More, TextField } from '../../../ui'
import { parseTao } from '../../../units'
import { useView } from '../../background'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { useBook, useWhoIs } from '../../recipient-said'
import { useWords } from '../../words'
import { paymentLine } from './payment-lines'
import { RecipientField } from './recipient-field'

/** A recipient and an amount, for who does not want to write a line. @param onAdd gets the line */
export function AddPayment({ from, onAdd }: { from: AccountView; onAdd(line: string): void }) {
  const { batch: say, send } = useWords()
  const [to, setTo] = useState('')
  const [amount, setAmount] = useState('')
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const book = useBook()
  const read = readRecipient(to)
  const { own, contact } = useWhoIs(read)
  const checks = recipientChecks({
    ...{ text: to, read, from: from.id, own, contact, book, contactsOnly },
    ...{ told: undefined, amount: undefined, existentialDeposit: undefined },
  })
  const rao = parseTao(amount)
  const wrong = amount === '' ? undefined : rao === undefined ? send.notAmount : rao === 0n ? send.zero : undefined
  const ready = read && 'id' in read && rao !== undefined && rao > 0n && !checks.some(({ tone }) => tone === 'stop')
  return (
    <More title={say.addTitle} result="">
      <div className="stack">
        <RecipientField from={from.id} text={to} read={read} checks={checks} scan={false} onText={setTo} />
        <TextField
          label={send.amount}
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          error={wrong}
          onChange={({ target }) => setAmount(target.value)}
        />
        <Button
          icon="plus"
          disabled={!ready}
          onClick={() => {
            if (!ready) return
            onAdd(paymentLine(read.address, amount.trim()))
            setTo('')
            setAmount('')
          }}
        >
          {say.add}
        </Button>
      </div>
    </More>
  )
}
