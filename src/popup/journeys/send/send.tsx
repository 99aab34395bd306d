import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { parseTao } from '../../../units'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { readRecipient } from '../../recipient'
import { batchRoute, filledOf, giveRoute, type Transfer } from '../../send-route'
import { NewContact } from '../contacts/new-contact'
import { Order } from '../orders/order'
import { SendForm } from './send-form'
import { Sender } from './sender'

/** Sending to one recipient. */
export function Send() {
  const { id, ...given } = useParams<{ id?: string; to?: string; amount?: string }>()
  return (
    <Sender>{(from, back) => <Sending key={JSON.stringify([id, given])} start={from} filled={filledOf(given)} onLeave={back} />}</Sender>
  )
}

/**
 * What stands in the form is kept here, so that it is still there after another step.
 * @param filled with what it begins: it is checked like anything typed
 */
function Sending({ start, filled, onLeave }: { start: AccountView; filled: Transfer; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [transfer, setTransfer] = useState<Transfer>(filled)
  const [toContact, setToContact] = useState(false)
  return (
    <Order doneAt="/">
      {({ busy, error, forget, order }) =>
        toContact ? (
          <NewContact address={transfer.to} onBack={() => setToContact(false)} />
        ) : (
          <SendForm
            {...{ from, transfer, busy, error }}
            onFrom={(account) => {
              forget()
              setPicked(account)
            }}
            onChange={(change) => {
              forget()
              setTransfer({ ...transfer, ...change })
            }}
            onBack={onLeave}
            onContact={() => setToContact(true)}
            onSeveral={() => navigate(batchRoute(from.id, transfer))}
            onGive={from.role === 'coldkey' ? () => navigate(giveRoute(from.id, transfer)) : undefined}
            onReview={() => order(() => prepare(from, transfer))}
          />
        )
      }
    </Order>
  )
}

function prepare({ id, role }: AccountView, { to, amount, everything }: Transfer) {
  const read = readRecipient(to)
  return ask('prepareTransfer', {
    commandId: newCommandId(),
    from: id,
    to: read && 'id' in read ? read.address : to,
    amount: everything ? null : (parseTao(amount)?.toString() ?? '0'),
    keepAlive: !everything,
    hotkey: role === 'hotkey',
  })
}
