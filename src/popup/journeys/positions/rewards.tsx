import type { PositionView, RewardsAnswer } from '../../../messaging'
import { Amount, CopyButton, Facts, More, NumberTable, Section } from '../../../ui'
import { formatTao, writeCsv } from '../../../units'
import { Alpha } from '../../position'
import { useRewards } from '../../values'
import { useFormats, useWords } from '../../words'

/** What a position earned, apart from what its price did. @param account whose it is; null: of several */
export function Rewards({ position, account }: { position: PositionView; account: string | null }) {
  const { rewards: say } = useWords()
  const formats = useFormats()
  const told = useRewards(account, position.netuid, position.hotkey)
  // Nothing is asked of a node for it: a heading over nothing would only flash.
  if (account !== null && told === undefined) return null
  return (
    <>
      <Section title={say.title} {...(told ? { aside: say.since({ time: formats.minute(told.fromAt) }) } : {})} />
      <div className="stack spaced">
        {account === null && <p className="text">{say.each}</p>}
        {told === null && <p className="text">{say.none}</p>}
        {told && <Earned position={position} told={told} />}
      </div>
    </>
  )
}

function Earned({ position, told }: { position: PositionView; told: RewardsAnswer }) {
  const { rewards: say } = useWords()
  const formats = useFormats()
  const gain = (rao: string) => <Amount rao={BigInt(rao)} look="col" coverable plus />
  return (
    <>
      <Facts
        rows={[
          { label: say.alpha, value: <Alpha position={position} rao={told.moreAlpha} decimals={9} plus /> },
          { label: say.more, value: gain(told.rewards) },
          { label: say.price, value: gain(told.price) },
          told.own !== '0' && { label: say.own, value: gain(told.own) },
          told.unknown !== '0' && { label: say.unknown, value: gain(told.unknown) },
          { label: say.whole, value: gain(String(BigInt(told.after) - BigInt(told.before))), total: true },
        ]}
      />
      <p className="note">{say.note({ from: formats.minute(told.fromAt), to: formats.minute(told.at) })}</p>
      {told.stretches.some(({ kind }) => kind === 'own') && <p className="note">{say.ownNote}</p>}
      {told.stretches.some(({ kind }) => kind === 'unknown') && <p className="note">{say.unknownNote}</p>}
      <More title={say.table} result={say.times({ count: formats.number(told.stretches.length), one: told.stretches.length === 1 })}>
        <NumberTable
          caption={say.table}
          head={[say.until, say.alphaCame, say.more, say.price]}
          rows={told.stretches.toReversed().map(({ at, kind, moreAlpha, alphaPart, pricePart }) => ({
            key: String(at),
            name: (
              <>
                {formats.minute(at)} <span className="note faint">{say.kinds[kind]}</span>
              </>
            ),
            numbers: [
              <Alpha key="alpha" position={position} rao={moreAlpha} plus />,
              <Amount key="more" rao={BigInt(alphaPart)} coverable plus />,
              <Amount key="price" rao={BigInt(pricePart)} coverable plus />,
            ],
          }))}
        />
        <CopyButton text={csvOf(told, say.csv, say.kinds)} done={say.copied} failed={say.notCopied}>
          {say.copy}
        </CopyButton>
      </More>
    </>
  )
}

/** One line for each stretch, the oldest first, with all digits. Times in UTC. */
function csvOf(
  { stretches }: RewardsAnswer,
  head: readonly string[],
  kinds: Readonly<Record<RewardsAnswer['stretches'][number]['kind'], string>>,
): string {
  const time = (at: number) => new Date(at).toISOString()
  const tao = (rao: string) => formatTao(BigInt(rao))
  return writeCsv([
    head,
    ...stretches.map(({ fromAt, at, kind, alpha, moreAlpha, price, alphaPart, pricePart }) => [
      ...[time(fromAt), time(at), kinds[kind]],
      ...[alpha, moreAlpha, price, alphaPart, pricePart].map(tao),
    ]),
  ])
}
