import type { SubnetView } from '../../../messaging'
import { Checks, decimalsOf, useAmountText, Who } from '../../../ui'
import { tileRole } from '../../account'
import { SubnetTile, useSubnetName } from '../../position'
import { useWords } from '../../words'
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

/** What of a position cannot leave now, and why. @param held what there is, @param max what can go; undefined: not known @param unit of both */
export function Bound({ held, max, unit }: { held: bigint | undefined; max: bigint | undefined; unit: string }) {
  const { stake: say } = useWords()
  const amountText = useAmountText({ coverable: true })
  if (held === undefined || max === undefined || held <= max) return null
  return <p className="note">{say.bound({ amount: amountText(held - max, decimalsOf(held - max), unit) })}</p>
}

/** Where an order goes, and with whom, whole. */
export function Choice({ where: { subnet, validator } }: { where: Where }) {
  const { positions, stake: say } = useWords()
  const nameOf = useSubnetName()
  return (
    <>
      <p className="cluster">
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
