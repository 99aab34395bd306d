import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, SubnetView } from '../../../messaging'
import { ask, newCommandId } from '../../background'
import { useWords } from '../../words'
import { Order } from '../orders/order'
import { ChooseSubnet } from '../stake/choose-subnet'
import { ChooseValidator } from '../stake/choose-validator'
import { chosen, rememberTolerance, type Order as Typed, useNewOrder, type Where } from '../stake/order'
import { OfPosition, Staker } from '../stake/stake'
import { MoveForm } from './move-form'
import type { Target } from './move-outcome'

/** Stake of a position goes to another validator, to another subnet, or both. */
export function Move() {
  const { moves } = useWords()
  const { id = '', netuid = '', hotkey = '' } = useParams<{ id: string; netuid: string; hotkey: string }>()
  const title = moves.moveTitle
  return (
    <Staker id={id} title={title}>
      {(from, back) => (
        <OfPosition account={from} netuid={Number(netuid)} hotkey={hotkey} title={title} onBack={back}>
          {(where, onLeave, held) => <Moving {...{ from, where, held, onLeave }} />}
        </OfPosition>
      )}
    </Staker>
  )
}

/** From where to, over the review, to finality. What stands in the form stays while something is chosen. */
function Moving({ from, where, held, onLeave }: { from: AccountView; where: Where; held: bigint; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState<Typed>(useNewOrder(where.subnet.netuid))
  const [to, setTo] = useState<Target>({ subnet: where.subnet, risks: [], validator: undefined })
  const [at, setAt] = useState<'form' | 'subnet' | 'validator'>('form')
  const toForm = () => setAt('form')
  return (
    <Order doneAt={`/positions/${from.id}`}>
      {({ busy, error, forget, order }) => {
        const pick = (change: Partial<Target>) => {
          forget()
          // A word that was typed for one way is none for another.
          setTyped({ ...typed, word: '' })
          setTo({ ...to, ...change })
          toForm()
        }
        if (at === 'subnet') return <ChooseSubnet from={from} onBack={toForm} onPick={(subnet) => pick(onSubnet(subnet, where, to))} />
        if (at === 'validator')
          return (
            <ChooseValidator
              from={from}
              subnet={{ ...to.subnet, risks: to.risks }}
              steps={false}
              onBack={toForm}
              onPick={({ hotkey, address, name }) => pick({ validator: { hotkey, address, name } })}
            />
          )
        return (
          <MoveForm
            {...{ from, where, held, to, order: typed, busy, error }}
            onChange={(change) => {
              forget()
              setTyped({ ...typed, ...change })
            }}
            onTo={pick}
            onSubnet={() => setAt('subnet')}
            onValidator={() => setAt('validator')}
            onSell={() => navigate(`/unstake/${from.id}/${where.subnet.netuid}/${where.validator.hotkey}`)}
            onBack={onLeave}
            onReview={(protection, toHotkey, goes, hidden) =>
              order(() => {
                if (protection.kind === 'limit') rememberTolerance(where.subnet.netuid, typed)
                return ask('prepareMove', {
                  ...{ commandId: newCommandId(), from: from.id, hotkey: where.validator.hotkey, netuid: where.subnet.netuid },
                  ...{ toHotkey, toNetuid: to.subnet.netuid, amount: String(goes) },
                  ...{ protection, ...chosen(typed), hidden, hotkeyMeant: false },
                })
              })
            }
          />
        )
      }}
    </Order>
  )
}

/** Another subnet was chosen: elsewhere the same validator is the usual wish; here it would move nothing. */
function onSubnet({ netuid, name, symbol, risks }: SubnetView, where: Where, to: Target): Target {
  const same = netuid === where.subnet.netuid
  const validator =
    same && to.validator?.hotkey === where.validator.hotkey ? undefined : (to.validator ?? (same ? undefined : where.validator))
  return { subnet: { netuid, name, symbol }, risks, validator }
}
