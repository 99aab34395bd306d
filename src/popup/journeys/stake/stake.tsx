import { type ReactNode, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, SubnetView } from '../../../messaging'
import { useAccountById, useFirstMoving } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { Step as Page } from '../../frame'
import { usePositions } from '../../positions'
import { useWords } from '../../words'
import { Order } from '../orders/order'
import { ChooseSubnet } from './choose-subnet'
import { ChooseValidator } from './choose-validator'
import { chosen, hides, rememberTolerance, type Side, type Trade, type Order as Typed, useNewOrder, type Where } from './order'
import { TradeForm } from './trade-form'

/** Staking in four steps: where, with whom, how much, and the review. */
export function Stake() {
  const { id, netuid, hotkey } = useParams<{ id?: string; netuid?: string; hotkey?: string }>()
  return (
    <Staker id={id}>
      {(from, back) =>
        netuid !== undefined && hotkey !== undefined ? (
          <OfPosition account={from} netuid={Number(netuid)} hotkey={hotkey} onBack={back}>
            {(where, onLeave) => <Trading key={from.id} from={from} side="buy" where={where} steps={false} onLeave={onLeave} />}
          </OfPosition>
        ) : (
          <Choosing start={from} onLeave={back} />
        )
      }
    </Staker>
  )
}

/** Selling of a position, or of a part of it. */
export function Unstake() {
  const { id = '', netuid = '', hotkey = '' } = useParams<{ id: string; netuid: string; hotkey: string }>()
  return (
    <Staker id={id}>
      {(from, back) => (
        <OfPosition account={from} netuid={Number(netuid)} hotkey={hotkey} onBack={back}>
          {(where, onLeave, held) => <Trading from={from} side="sell" where={where} held={held} steps={false} onLeave={onLeave} />}
        </OfPosition>
      )}
    </Staker>
  )
}

/** Whoever stakes: the account that is named, else the first that moves money; never one whose key is not here, and no hotkey. */
export function Staker({
  id,
  title,
  children,
}: {
  id: string | undefined
  /** Of the screen that says why nobody can. */
  title?: string
  children(from: AccountView, onBack: () => void): ReactNode
}) {
  const { stake: say, accounts, send, common, errors } = useWords()
  const [, navigate] = useLocation()
  const named = useAccountById(id)
  const first = useFirstMoving()
  const from = id ? named : first
  const back = () => navigate(id ? `/accounts/${id}` : '/')
  const instead = !from
    ? from === undefined
      ? common.loading
      : id
        ? accounts.gone
        : send.nobody
    : from.role === 'watch'
      ? errors['watch-only']({})
      : from.role === 'hotkey'
        ? errors['is-hotkey']({})
        : undefined
  if (!from || instead !== undefined)
    return (
      <Page title={title ?? say.stake} onBack={back}>
        <p className="text">{instead}</p>
      </Page>
    )
  return children(from, back)
}

/** A position that is there: what is known of where it is, and how much of it there is now. */
export function OfPosition({
  account,
  netuid,
  hotkey,
  title,
  onBack,
  children,
}: {
  account: AccountView
  netuid: number
  hotkey: string
  /** Of the screen that says that it is not there. */
  title?: string
  onBack(): void
  children(where: Where, onLeave: () => void, held: bigint): ReactNode
}) {
  const { stake: say, common } = useWords()
  const [, navigate] = useLocation()
  // An order that sold all of it leaves no position, and is still told of.
  const [where, setWhere] = useState<Where>()
  const found = usePositions(account.id, 1, { netuid, hotkey })
  const [position] = found?.items ?? []
  if (!where && position) {
    const { name, symbol, address, validator } = position
    setWhere({ subnet: { netuid, name, symbol }, validator: { hotkey, address, name: validator } })
  }
  if (where) return children(where, () => navigate(`/positions/${account.id}/${netuid}/${hotkey}`), BigInt(position?.alpha ?? 0))
  return (
    <Page title={title ?? say.unstake} onBack={onBack}>
      <p className="text">{found ? say.gone : common.loading}</p>
    </Page>
  )
}

/** Where and with whom. What was chosen is kept here, so that the way back leads to it. */
function Choosing({ start, onLeave }: { start: AccountView; onLeave(): void }) {
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [subnet, setSubnet] = useState<SubnetView>()
  const [validator, setValidator] = useState<Where['validator']>()
  if (!subnet) return <ChooseSubnet from={from} onFrom={setPicked} onBack={onLeave} onPick={setSubnet} />
  if (!validator) return <ChooseValidator from={from} subnet={subnet} onBack={() => setSubnet(undefined)} onPick={setValidator} />
  return <Trading from={from} side="buy" where={{ subnet, validator }} steps onLeave={() => setValidator(undefined)} />
}

/** An order from the form to finality. */
function Trading({
  from,
  side,
  where,
  held,
  steps,
  onLeave,
}: {
  from: AccountView
  side: Side
  where: Where
  held?: bigint
  steps: boolean
  onLeave(): void
}) {
  const [typed, setTyped] = useState<Typed>(useNewOrder(where.subnet.netuid))
  const prepare = (trade: Trade, unlimited: boolean) => {
    const { netuid } = where.subnet
    if (!unlimited) rememberTolerance(netuid, typed)
    return ask('prepareTrade', {
      ...{ commandId: newCommandId(), from: from.id, side, hotkey: where.validator.hotkey, netuid },
      amount: trade.whole ? null : String(trade.rao),
      protection: unlimited ? { kind: 'none', sure: 'unprotected' } : { kind: 'limit', limit: trade.limit, partial: typed.partial },
      ...{ ...chosen(typed), hidden: hides(typed, trade) },
      hotkeyMeant: false,
    })
  }
  return (
    <Order doneAt="/">
      {({ busy, error, forget, order }) => (
        <TradeForm
          {...{ from, side, where, held, order: typed, steps, busy, error, onBack: onLeave }}
          onChange={(change) => {
            forget()
            setTyped({ ...typed, ...change })
          }}
          onReview={(...asked) => order(() => prepare(...asked))}
        />
      )}
    </Order>
  )
}
