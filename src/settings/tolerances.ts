import * as v from 'valibot'

/** By how much a price may move, in millionths: from 0.01 to 50 percent. */
export const tolerance = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(500_000))
/** By network and netuid, the one that was chosen last at the end. */
export const tolerances = v.record(v.pipe(v.string(), v.regex(/^(finney|testnet|local) \d{1,5}$/)), tolerance)
type Tolerances = v.InferOutput<typeof tolerances>

/** As many subnets as there may be on the networks, several times over: what is older is forgotten. */
const MOST = 1_000

/** Notes what was chosen on a subnet. @param millionths 100 to 500,000 */
export function keepTolerance(known: Tolerances, network: string, netuid: number, millionths: number): Tolerances {
  const { [`${network} ${netuid}`]: _, ...others } = known
  return Object.fromEntries([...Object.entries(others), [`${network} ${netuid}`, millionths] as const].slice(-MOST))
}

/** What was chosen on the subnets of a network, by netuid. */
export function tolerancesOn(known: Tolerances, network: string): Record<string, number> {
  const mine = Object.entries(known).flatMap(([key, millionths]) => {
    const [of, netuid = ''] = key.split(' ')
    return of === network ? [[netuid, millionths] as const] : []
  })
  return Object.fromEntries(mine)
}
