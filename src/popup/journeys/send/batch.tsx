import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { filledOf, sendRoute, type Transfer } from '../../send-route'
import { NewContact } from '../contacts/new-contact'
import { Order } from '../orders/order'
import { BatchForm } from './batch-form'
import { paymentLine } from './payment-lines'
import { Sender } from './sender'

/** Paying several in one transaction, of which all happen or none. */
export function Batch() {
  const { id, ...given } = useParams<{ id?: string; to?: string; amount?: string }>()
  return (
    <Sender>{(from, back) => <Paying key={JSON.stringify([id, given])} start={from} filled={filledOf(given)} onLeave={back} />}</Sender>
  )
}

/** The list is kept here, so that it is still there after another step. @param filled its first payment, where one begins it */
function Paying({ start, filled, onLeave }: { start: AccountView; filled: Transfer; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [text, setText] = useState(filled.to && paymentLine(filled.to, filled.amount))
  const [added, setAdded] = useState({ to: '', amount: '' })
  /** The address of whom a contact is made of. */
  const [toContact, setToContact] = useState<string>()
  return (
    <Order doneAt="/">
      {({ busy, error, forget, order }) =>
        toContact !== undefined ? (
          <NewContact address={toContact} onBack={() => setToContact(undefined)} />
        ) : (
          <BatchForm
            {...{ from, text, added, busy, error }}
            onFrom={(account) => {
              forget()
              setPicked(account)
            }}
            onText={(next) => {
              forget()
              setText(next)
            }}
            onAdded={setAdded}
            onContact={setToContact}
            onOne={(one) => navigate(sendRoute(from.id, one))}
            onBack={onLeave}
            onReview={(payments) =>
              order(() => ask('prepareBatch', { commandId: newCommandId(), from: from.id, payments, hotkey: from.role === 'hotkey' }))
            }
          />
        )
      }
    </Order>
  )
}
