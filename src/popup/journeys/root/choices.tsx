import { MOST_CLAIMED, type RootDividendsView } from '../../../messaging'
import { Amount, ShortAddress } from '../../../ui'
import { useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'

/** The subnets that a claim names first: those worth most, as many as it takes. @param hotkey only what waits with this one, if it has any */
export function mostValuable({ subnets, validators }: RootDividendsView, hotkey?: string): number[] {
  const rates = validators.find((each) => each.hotkey === hotkey)?.rates.filter(({ skipped }) => !skipped) ?? []
  return subnets
    .filter(({ netuid, skipped }) => !skipped && (rates.length === 0 || rates.some((each) => each.netuid === netuid)))
    .toSorted((one, other) => (BigInt(one.tao ?? 0) < BigInt(other.tao ?? 0) ? 1 : -1))
    .slice(0, MOST_CLAIMED)
    .map(({ netuid }) => netuid)
}

/** All validators, or one of them. @param value a hotkey, null for all */
export function ChooseValidator({
  told: { validators, tao },
  value,
  onChange,
}: {
  told: RootDividendsView
  value: string | null
  onChange(hotkey: string | null): void
}) {
  const { root: say } = useWords()
  if (validators.length < 2) return null
  const row = (hotkey: string | null, name: string | null, address: string | null, rao: string | null, skipped: boolean) => (
    <li key={hotkey}>
      <label className="option option--lead">
        <input className="tick" type="radio" name="claim" checked={value === hotkey} onChange={() => onChange(hotkey)} />
        <span className="row-main">
          <span className="clip">{name === null && address !== null ? <ShortAddress address={address} /> : <bdi>{name}</bdi>}</span>
          {skipped && <span className="row-sub">{say.skipped}</span>}
        </span>
        <span>{rao === null ? <span className="note">{say.unknown}</span> : <Amount rao={BigInt(rao)} look="col" coverable />}</span>
      </label>
    </li>
  )
  return (
    <fieldset className="stack stack-8">
      <legend className="label">{say.which}</legend>
      <ul className="rows">
        {row(null, say.everyone, null, tao, false)}
        {validators.map((each) => row(each.hotkey, each.name, each.address, each.tao, each.skipped))}
      </ul>
    </fieldset>
  )
}

/** Subnets of one claim, no more than it takes. */
export function ChooseSubnets({
  told: { subnets },
  value,
  onChange,
}: {
  told: RootDividendsView
  value: readonly number[]
  onChange(netuids: number[]): void
}) {
  const { root: say } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const full = value.length >= MOST_CLAIMED
  return (
    <fieldset className="stack stack-8">
      <legend className="label">{say.subnets}</legend>
      {subnets.length > MOST_CLAIMED && <p className="note">{say.most({ count: formats.number(MOST_CLAIMED) })}</p>}
      <ul className="rows">
        {subnets.map((each) => {
          const chosen = value.includes(each.netuid)
          return (
            <li key={each.netuid}>
              <label className="option option--lead">
                <input
                  className="tick"
                  type="checkbox"
                  checked={chosen}
                  disabled={!chosen && (full || each.skipped)}
                  onChange={() => onChange(chosen ? value.filter((netuid) => netuid !== each.netuid) : [...value, each.netuid])}
                />
                <span className="row-main">
                  <span className="row-name">
                    <span className="clip">
                      <bdi>{nameOf(each)}</bdi>
                    </span>
                    <span className="note faint">{each.netuid}</span>
                  </span>
                  {each.skipped && <span className="row-sub">{say.skipped}</span>}
                </span>
                <span>
                  {each.tao === null ? <span className="note">{say.noPrice}</span> : <Amount rao={BigInt(each.tao)} look="col" coverable />}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
