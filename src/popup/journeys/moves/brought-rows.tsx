import { broughtBy, claimedBy, type EntryView, soldByAll, wentBy } from '../../../messaging'
import { Amount, type FactRow, Facts } from '../../../ui'
import { useWords } from '../../words'
import { StakeAmount } from '../approve/staking'

const WHOLE = 1_000_000_000n

/**
 * What a call really brought, next to what its limit promised; nothing where no block has told it yet.
 * @param limited whether its limit is said here: in full it stands among its details
 */
export function BroughtRows({ entry, call, limited }: { entry: EntryView; call: EntryView['calls'][number]; limited: boolean }) {
  const { moves: say, staking } = useWords()
  const { fact } = call
  const all = soldByAll(entry)
  const brought = broughtBy(entry, call)
  const went = wentBy(entry, call)
  const claimed = claimedBy(entry, call)
  const amount = (netuid: number, rao: bigint) => <StakeAmount netuid={netuid} alpha={String(rao)} coverable />
  if (all.length > 0) {
    const sum = all.reduce((sum, { tao }) => sum + BigInt(tao), 0n)
    return (
      <Facts
        rows={[
          ...all.map(({ netuid, tao }) => ({ label: say.broughtBy({ subnet: staking.subnet(netuid) }), value: amount(0, BigInt(tao)) })),
          { label: say.broughtAll, value: amount(0, sum), total: true },
        ]}
      />
    )
  }
  if (went)
    return (
      <>
        <Facts rows={[{ label: say.went, value: amount(went.netuid, went.rao), total: true }]} />
        {went.less && <p className="note">{say.wentLess}</p>}
      </>
    )
  if (claimed !== undefined) return <Facts rows={[{ label: say.brought, value: amount(0, claimed), total: true }]} />
  if (!brought) return null
  const { gave, fromNetuid, got, netuid } = brought
  const buys = fact.kind === 'stake'
  const [alpha, paid] = buys ? [got, gave] : [gave, got]
  const limit = limited && 'limit' in fact ? fact.limit : null
  const rate = (rao: bigint) => (fact.kind === 'move-stake' ? amount(netuid, rao) : <Amount rao={rao} decimals={9} look="col" />)
  const rows: (FactRow | false)[] = [
    { label: say.broughtGave, value: amount(fromNetuid, gave) },
    { label: say.brought, value: amount(netuid, got), total: true },
    // On root one is one.
    (fromNetuid !== 0 || netuid !== 0) && alpha > 0n && { label: say.broughtRate, value: rate((paid * WHOLE) / alpha) },
    (fromNetuid !== 0 || netuid !== 0) &&
      limit !== null && {
        label: fact.kind === 'move-stake' ? staking.ratio : say.broughtLimit[buys ? 'most' : 'least'],
        value: rate(BigInt(limit)),
      },
  ]
  return <Facts rows={rows} />
}
