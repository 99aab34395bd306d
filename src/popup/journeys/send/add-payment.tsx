import { useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Button, decimalsOf, More, TextField, useAmountText } from '../../../ui'
import { maybeThousands, parseTao } from '../../../units'
import { useView } from '../../background'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { useBook, useWhoIs } from '../../recipient-said'
import { useWords } from '../../words'
import { paymentLine } from './payment-lines'
import { RecipientField } from './recipient-field'

type Added = { to: string; amount: string }

/** A recipient and an amount, for who does not want to write a line. @param onAdd gets the line */
export function AddPayment({
  from,
  added: { to, amount },
  onChange,
  onContact,
  onAdd,
}: {
  from: AccountView
  added: Added
  onChange(added: Added): void
  onContact(address: string): void
  onAdd(line: string): void
}) {
  const { batch: say, send } = useWords()
  const amountText = useAmountText()
  // Open where something was begun; afterwards it is as the person leaves it.
  const [begun] = useState(to !== '' || amount !== '')
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const read = readRecipient(to)
  const book = useBook([{ text: to, read }])
  const { own, contact } = useWhoIs(read)
  const checks = recipientChecks({
    ...{ text: to, read, from: from.id, own, contact, book, contactsOnly },
    ...{ told: undefined, amount: undefined, existentialDeposit: undefined },
  })
  const rao = parseTao(amount)
  const wrong = amount === '' ? undefined : rao === undefined ? send.notAmount : rao === 0n ? send.zero : undefined
  const ready = read && 'id' in read && rao !== undefined && rao > 0n && !checks.some(({ tone }) => tone === 'stop')
  return (
    <More title={say.addTitle} result="" open={begun}>
      <div className="stack">
        <RecipientField
          from={from.id}
          text={to}
          read={read}
          checks={checks}
          onText={(text) => onChange({ to: text, amount })}
          onContact={() => onContact(to)}
        />
        <TextField
          label={send.amount}
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          error={wrong}
          help={rao !== undefined && maybeThousands(amount) ? send.understood({ amount: amountText(rao, decimalsOf(rao)) }) : undefined}
          onChange={({ target }) => onChange({ to, amount: target.value })}
        />
        <Button
          icon="plus"
          disabled={!ready}
          onClick={() => {
            if (!ready) return
            // As it was given: the list tells of an address of another network as this field does.
            onAdd(paymentLine(to.trim(), amount.trim()))
            onChange({ to: '', amount: '' })
          }}
        >
          {say.add}
        </Button>
      </div>
    </More>
  )
}
