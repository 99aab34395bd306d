import type { Views } from '../../../messaging'
import { AllocationBar, Amount, Heading, IconButton, useAmountText } from '../../../ui'
import { MaybeAmount } from '../../account'
import { ask, useView } from '../../background'
import { Change } from '../../change'
import { useFirstWords, useFormats } from '../../words'

type Money = NonNullable<Views['portfolio']['money']>
type Sale = { rao: bigint; spot: bigint; known: number; of: number; at: number | null }
/** After this an answer about a sale carries its own time, in milliseconds. */
const OLD = 60_000

/** What a sale would return, with how much less than at the spot price that is; or for how much of it that is known. */
export function IfSold({ sale: { rao, spot, known, of, at }, readAt }: { sale: Sale; readAt: number | null }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const lost = spot > rao ? spot - rao : 0n
  const parts = lost > 0n ? Number((lost * 10_000n) / spot) : 0
  const old = at !== null && readAt !== null && readAt - at > OLD
  return (
    <p className="between">
      <span>
        {home.ifSold}{' '}
        <strong>
          <Amount rao={rao} coverable />
        </strong>
      </span>
      <span className="note">
        {known < of
          ? home.soldPart({ known: formats.number(known), of: formats.number(of) })
          : lost > 0n && `−${parts === 0 ? '<' : ''}${formats.percent(Math.max(parts, 1) / 10_000, 2)}`}
        {old && at !== null && ` · ${home.at({ time: formats.age(at) })}`}
      </span>
    </p>
  )
}

/** The heading, the sum, and what it is made of. @param part only a beginning of a long list is known */
export function Total({
  money,
  part,
  old,
  count,
  watched,
}: {
  money: Money | null | undefined
  part: string | undefined
  old: boolean
  /** How many accounts count, and whether they are only watched. */
  count: number
  watched: boolean
}) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const amountText = useAmountText({ coverable: true })
  const balances = useView('balances')
  const covered = useView('settings')?.hideAmounts ?? false
  const total = money && (part !== undefined || money.known === money.of) ? BigInt(money.total) : undefined
  const staked = money ? money.count > 0 : false
  const what = part ?? (watched ? home.totalWatched({ count }) : money?.of === 0 ? home.totalNone : home.total({ count }))
  const age =
    balances?.at &&
    balances.block !== null &&
    (old ? home.at({ time: formats.age(balances.at) }) : home.block({ block: formats.number(balances.block) }))
  return (
    <>
      <div className="between">
        <Heading className="note" id="total" title={home.title}>
          {staked ? home.atSpot({ what }) : what}
        </Heading>
        <span className="note">{age}</span>
      </div>
      <div className="between">
        <p>
          <MaybeAmount rao={total} look="hero" />
        </p>
        <IconButton
          icon={covered ? 'eyeoff' : 'eye'}
          label={covered ? home.show : home.hide}
          small
          onClick={() => void ask('changeSettings', { hideAmounts: !covered }).catch(() => undefined)}
        />
      </div>
      {money && total !== undefined && staked && (
        <>
          <IfSold sale={{ ...money.sold, rao: BigInt(money.sold.rao), spot: BigInt(money.sold.spot) }} readAt={balances?.at ?? null} />
          <Allocation money={money} />
        </>
      )}
      <Change account={null} whole={money?.read === true && money.unpriced === 0 && money.known === money.of} />
      {money && !money.read && money.known > 0 && <p className="note">{home.unread}</p>}
      {money && money.unpriced > 0 && <p className="note">{home.unpriced({ count: formats.number(money.unpriced) })}</p>}
      {money && money.sold.stuck > 0 && <p className="note">{home.stuck({ count: formats.number(money.sold.stuck) })}</p>}
      {money && BigInt(money.locked ?? 0) > 0n && <p className="note">{home.locked({ amount: amountText(BigInt(money.locked ?? 0)) })}</p>}
      {staked && money?.locked === null && money.read && money.unpriced === 0 && <p className="note">{home.lockedUnknown}</p>}
      {money && BigInt(money.reserved) > 0n && <p className="note">{home.reserved({ amount: amountText(BigInt(money.reserved)) })}</p>}
    </>
  )
}

const looks = { free: 'hollow', reserved: 'ink', root: 'solid', subnets: 'hatch' } as const
const kinds = ['free', 'reserved', 'root', 'subnets'] as const

/** Where it is, as parts of a bar and in words. */
function Allocation({ money }: { money: Money }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const parts = kinds.map((kind) => ({ name: home.parts[kind], valueRao: BigInt(money[kind]), look: looks[kind] }))
  return <AllocationBar parts={parts} say={({ name, tenths, small }) => `${name} ${formats.tenths(tenths, small)}`} />
}
