import type { ValuesAnswer } from '../../../messaging'
import { AllocationBar, Amount, NumberTable, Section, tenthsOf } from '../../../ui'
import { useFormats, useWords } from '../../words'

const ROOT = 0

/** How what there is is spread over what is free and the subnets, as bar and as table. */
export function Spread({ allocation, time }: { allocation: NonNullable<ValuesAnswer['allocation']>; time: string }) {
  const { history: say } = useWords()
  const formats = useFormats()
  const { subnets, rest, missing } = allocation
  const root = subnets.find(({ netuid }) => netuid === ROOT)
  const sum = subnets.reduce((all, { netuid, spotRao }) => (netuid === ROOT ? all : all + BigInt(spotRao)), BigInt(rest?.spotRao ?? 0))
  const parts = [
    { key: 'free', name: say.free, netuid: null, spot: BigInt(allocation.freeRao) },
    ...subnets.map(({ netuid, name, spotRao }) => ({
      key: String(netuid),
      name: name ?? (netuid === ROOT ? say.root : say.subnetNo({ netuid })),
      netuid,
      spot: BigInt(spotRao),
    })),
    ...(rest
      ? [{ key: 'rest', name: say.rest({ count: rest.count, one: rest.count === 1 }), netuid: null, spot: BigInt(rest.spotRao) }]
      : []),
  ]
  const tenths = tenthsOf(parts.map(({ spot }) => spot))
  const share = (each: number, some: boolean) => formats.tenths(each, some && each === 0)
  return (
    <>
      <Section title={say.allocation} aside={say.allocationAt({ time })} />
      <div className="stack spaced">
        {allocation.totalRao === '0' ? (
          <p className="text">{say.nothing}</p>
        ) : (
          <>
            <AllocationBar
              parts={[
                { name: say.free, valueRao: BigInt(allocation.freeRao), look: 'hollow' },
                { name: say.root, valueRao: BigInt(root?.spotRao ?? 0), look: 'solid' },
                { name: say.subnets, valueRao: sum, look: 'hatch' },
              ]}
              say={({ name, tenths, small }) => `${name} ${share(tenths, small)}`}
            />
            <NumberTable
              caption={say.allocationTable}
              head={[say.subnet, say.value, say.share]}
              rows={parts.map(({ key, name, netuid, spot }, at) => ({
                key,
                name: (
                  <>
                    <bdi className="wraps">{name}</bdi> {netuid !== null && <span className="note faint">{netuid}</span>}
                  </>
                ),
                numbers: [<Amount key="spot" rao={spot} coverable />, share(tenths[at] ?? 0, spot > 0n)],
              }))}
            />
          </>
        )}
        {missing > 0 && <p className="note">{say.unspread({ count: formats.number(missing), one: missing === 1 })}</p>}
      </div>
    </>
  )
}
