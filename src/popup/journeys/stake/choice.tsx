import type { SubnetView } from '../../../messaging'
import { Checks, decimalsOf, useAmountText, Who } from '../../../ui'
import { tileRole } from '../../account'
import { SubnetTile, useSubnetName } from '../../position'
import { useWords } from '../../words'
import { useSayHeld } from '../root/held'
import type { Where } from './order'

/** What speaks against a subnet, in sentences. */
export function RiskLines({ risks }: { risks: SubnetView['risks'] }) {
  const { stake: say } = useWords()
  if (risks.length === 0) return null
  return (
    <Checks
      items={risks.map((risk) => ({
        icon: 'l2' as const,
        text: (
          <>
            <strong>{say.risks[risk]}.</strong> {say.risksText[risk]}
          </>
        ),
      }))}
    />
  )
}

/**
 * What of a position cannot leave now, and why. @param held what there is, @param max what can go; undefined: not known @param unit of both
 * @param blocks for how many more it is held on root, where it is
 */
export function Bound({
  held,
  max,
  unit,
  blocks = 0,
}: {
  held: bigint | undefined
  max: bigint | undefined
  unit: string
  blocks: number | undefined
}) {
  const { stake: say } = useWords()
  const amountText = useAmountText({ coverable: true })
  const sayHeld = useSayHeld()
  if (held === undefined || max === undefined || held <= max) return null
  const rao = held - max
  return <p className="note">{blocks > 0 ? sayHeld(rao, blocks) : say.bound({ amount: amountText(rao, decimalsOf(rao), unit) })}</p>
}

/** Where an order goes, and with whom, whole. */
export function Choice({ where: { subnet, validator } }: { where: Where }) {
  const { positions, stake: say } = useWords()
  const nameOf = useSubnetName()
  return (
    <>
      <p className="cluster cluster--line">
        <SubnetTile position={subnet} />
        <strong className="clip">
          <bdi>{nameOf(subnet)}</bdi>
        </strong>
        {subnet.netuid !== 0 && <span className="note">{positions.subnet({ netuid: String(subnet.netuid) })}</span>}
      </p>
      <div className="stack stack-8">
        <p className="note">{say.with}</p>
        <Who
          publicKey={validator.hotkey}
          address={validator.address}
          role={tileRole('hotkey')}
          name={validator.name === null ? positions.unnamed : <bdi className="said">{validator.name}</bdi>}
        />
      </div>
    </>
  )
}
