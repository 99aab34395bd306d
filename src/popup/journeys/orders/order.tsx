import { Activity, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { useCommand } from '../../command'
import { Step as Page } from '../../frame'
import { sentRoute } from '../../send-route'
import { useWords } from '../../words'
import { Review } from './review'

/** What a form needs to make an order of what stands in it. */
export type Ordering = {
  busy: boolean
  error: unknown
  forget(): void
  /** @param prepare makes the request, and says which one */
  order(prepare: () => Promise<{ id: string }>): void
}

/**
 * Orders of one account, once it is known.
 * @param title of the screen that says that it is not here @param onBack leads away from that one @param doneAt as of `Order`
 */
export function OrderOf({
  id,
  title,
  onBack,
  doneAt,
  children,
}: {
  id: string
  title: string
  onBack(): void
  doneAt: string
  children(account: AccountView, ordering: Ordering): ReactNode
}) {
  const { accounts } = useWords()
  const account = useAccountById(id)
  if (!account)
    return (
      <Page title={title} onBack={onBack}>
        <p className="text">{account === undefined ? '' : accounts.gone}</p>
      </Page>
    )
  return <Order doneAt={doneAt}>{(ordering) => children(account, ordering)}</Order>
}

/**
 * A form and the review of what it orders. The form keeps what stands in it meanwhile. Once it is signed the address is that of what
 * becomes of it, so that a lock or a reload leads there, and to no filled form.
 * @param doneAt where that leads in the end
 */
export function Order({ doneAt, children }: { doneAt: string; children(ordering: Ordering): ReactNode }) {
  const [, navigate] = useLocation()
  const [id, setId] = useState<string>()
  const { busy, error, run, forget } = useCommand()
  const order: Ordering['order'] = (prepare) => void run(async () => setId((await prepare()).id))
  return (
    <>
      <Activity mode={id === undefined ? 'visible' : 'hidden'}>{children({ busy, error, forget, order })}</Activity>
      {id !== undefined && (
        <Review id={id} onBack={() => setId(undefined)} onSent={(entry) => navigate(sentRoute(entry, doneAt), { replace: true })} />
      )}
    </>
  )
}
