import type { EntryView } from '../../../messaging'
import { Amount, type FactRow, Facts, Who } from '../../../ui'
import type { Place, Risk } from '../../../units'
import type { Words } from '../../../words'
import { tileRole } from '../../account'
import { useNameOf } from '../../accounts'
import { useView } from '../../background'
import { useSubnetName } from '../../position'
import { useWords } from '../../words'
import { capital, childShare, type StakingFact } from './facts'

/** An amount of stake with its unit, written out: on root it is TAO. @param coverable as of Amount */
export function StakeAmount({
  netuid,
  alpha,
  decimals = 9,
  look = 'col',
  coverable = false,
}: {
  netuid: number
  /** May be negative: what left. */
  alpha: string
  decimals?: number
  look?: 'lead' | 'col'
  coverable?: boolean
}) {
  const { staking: say } = useWords()
  const unit = netuid === 0 ? {} : { unit: `SN${netuid}`, spoken: say.alpha({ amount: 'alpha', netuid }) }
  return <Amount rao={BigInt(alpha)} decimals={decimals} look={look} coverable={coverable} {...unit} />
}

/** A fee that the stake paid, and what of it came back as TAO. */
export function useStakeFeeRows(fee: EntryView['alphaFee']): FactRow[] {
  const { activity: say } = useWords()
  if (!fee) return []
  const { back, ...paid } = fee
  return [
    { label: say.feeFromStake, value: <StakeAmount {...paid} coverable /> },
    ...(back === undefined ? [] : [{ label: say.feeBack, value: <Amount rao={BigInt(back)} decimals={9} look="col" coverable /> }]),
  ]
}

/** Whom and what a staking call names, whole: hotkeys, subnets, its limit and how far that is from the price. */
export function StakingDetails({ fact, risks }: { fact: StakingFact; risks: readonly Risk[] }) {
  const { staking: say } = useWords()
  const nameOf = useSubnetNames()
  const { hotkey, toHotkey } = { hotkey: null, toHotkey: null, ...fact } as { hotkey: Place | null; toHotkey: Place | null }
  const stakes = 'alpha' in fact || 'amount' in fact || fact.kind === 'unstake-all' || fact.kind === 'claim' || fact.kind === 'auto-stake'
  const rows: (FactRow | false)[] = [
    'netuid' in fact && fact.netuid !== null && { label: say.where, value: nameOf(fact.netuid) },
    'toNetuid' in fact && fact.toNetuid !== fact.netuid && { label: say.toWhere, value: nameOf(fact.toNetuid) },
    fact.kind === 'claim' && namesSubnets(fact) && { label: say.named, value: fact.subnets?.join(', ') },
    ...limitRows(say, fact, risks),
  ]
  return (
    <>
      {hotkey && <Hotkey label={stakes ? say.validator : say.hotkey} who={hotkey} />}
      {toHotkey && toHotkey.id !== hotkey?.id && <Hotkey label={stakes ? say.toValidator : say.newHotkey} who={toHotkey} />}
      {'children' in fact && fact.children.map((each) => <Child key={each.id} who={each} share={each.share} />)}
      {rows.some(Boolean) && <Facts rows={rows} />}
    </>
  )
}

/** Where subnets mean nothing root stands for all of them, and is not said. */
const namesSubnets = ({ subnets }: Extract<StakingFact, { kind: 'claim' }>) => subnets?.some((netuid) => netuid !== 0) ?? false

function Child({ who, share }: { who: Place; share: number }) {
  const words = useWords()
  return <Hotkey label={words.staking.child({ share: childShare(words, share) })} who={who} />
}

function Hotkey({ label, who }: { label: string; who: Place }) {
  const { positions } = useWords()
  const own = useNameOf(who.id)
  const validator = useView('portfolio')?.money?.first.find(({ hotkey }) => hotkey === who.id)?.validator
  return (
    <div className="stack stack-8">
      <p className="note">{label}</p>
      <Who publicKey={who.id} address={who.address} role={tileRole('hotkey')} name={<bdi>{own ?? validator ?? positions.unnamed}</bdi>} />
    </div>
  )
}

/** What subnets are called, as far as an own position told it. */
function useSubnetNames() {
  const { staking: say } = useWords()
  const positions = useView('portfolio')?.money?.first ?? []
  const nameOf = useSubnetName()
  return (netuid: number) => {
    const known = positions.find((each) => each.netuid === netuid)
    return known && netuid !== 0 ? (
      <>
        <bdi>{nameOf(known)}</bdi> {netuid}
      </>
    ) : (
      capital(say.subnet(netuid))
    )
  }
}

function limitRows(say: Words['staking'], fact: StakingFact, risks: readonly Risk[]): (FactRow | false)[] {
  if (!('limit' in fact)) return []
  const away = risks.find(({ facts }) => facts.percent !== undefined)?.facts.percent
  const open = fact.limit === null || risks.some(({ id }) => id === 'no-limit')
  const label = fact.kind === 'move-stake' ? say.ratio : fact.kind === 'unstake' ? say.atLeast : say.atMost
  // One for one: no price, no limit.
  if (open && !risks.some(({ id }) => id === 'no-limit')) return []
  return [
    {
      label,
      value:
        open || fact.limit === null ? (
          say.noLimit
        ) : fact.kind === 'move-stake' ? (
          <StakeAmount netuid={fact.toNetuid} alpha={fact.limit} />
        ) : (
          <Amount rao={BigInt(fact.limit)} decimals={9} look="col" />
        ),
    },
    away !== undefined && { label: say.away, value: say.percent({ percent: away }) },
    !open && 'partial' in fact && { label: say.fills, value: fact.partial ? say.partial : say.whole },
  ]
}
