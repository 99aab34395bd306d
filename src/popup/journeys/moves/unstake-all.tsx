import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, SalesEstimate } from '../../../messaging'
import { ask, newCommandId } from '../../background'
import { useWords } from '../../words'
import { Order } from '../orders/order'
import { chosen, type Order as Typed, useNewOrder } from '../stake/order'
import { Staker } from '../stake/stake'
import { SalesForm } from './sales-form'

/** Every position of an account is sold, or every one with a validator. */
export function UnstakeAll() {
  const { moves } = useWords()
  const { id = '', hotkey } = useParams<{ id: string; hotkey?: string }>()
  return (
    <Staker id={id} title={moves.all}>
      {(from) => <Selling key={from.id} from={from} start={hotkey ?? null} />}
    </Staker>
  )
}

function Selling({ from, start }: { from: AccountView; start: string | null }) {
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState<Typed>(useNewOrder(undefined))
  const [hotkey, setHotkey] = useState(start)
  const [together, setTogether] = useState(false)
  const prepare = (sales: SalesEstimate['sales'], unlimited: string | undefined, hidden: boolean) =>
    ask('prepareUnstakeAll', {
      ...{ commandId: newCommandId(), from: from.id, ...chosen(typed), hidden, hotkeyMeant: false },
      protection:
        unlimited === undefined
          ? { kind: 'limits', sales: sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit })), together }
          : { kind: 'none', sure: 'unprotected', hotkey: unlimited },
    })
  return (
    <Order doneAt={`/positions/${from.id}`}>
      {({ busy, error, forget, order }) => (
        <SalesForm
          {...{ from, hotkey, order: typed, together, busy, error }}
          onHotkey={(picked) => {
            forget()
            setHotkey(picked)
            // A word that was typed for one validator is none for another.
            setTyped({ ...typed, word: '' })
          }}
          onTogether={(all) => {
            forget()
            setTogether(all)
          }}
          onChange={(change) => {
            forget()
            setTyped({ ...typed, ...change })
          }}
          onBack={() => navigate(`/positions/${from.id}`)}
          onReview={(...asked) => order(() => prepare(...asked))}
        />
      )}
    </Order>
  )
}
