import { KluisError } from '../units'
import type { Live } from './live'
import { itemOf } from './money'
import { readBestHead, readValues } from './reads'

/** All TAO that there will ever be, in rao. */
export const MAX_SUPPLY_RAO = 21_000_000n * 1_000_000_000n
/** A whole TAO for each block, before the first halving. */
const FIRST_EMISSION_RAO = 1_000_000_000n

/**
 * `number`: 1 for the halving at 10.5 million TAO. `blocks`: the fewest that can pass until it; burned and recycled TAO makes it more.
 * `emissionRao`: what a block gives from then on.
 */
export type Halving = { number: number; thresholdRao: bigint; leftRao: bigint; blocks: bigint; emissionRao: bigint }

/**
 * The next halving, which is counted by issuance and not by blocks: at 21M × (1 − 1/2^k) (chain.md 6.2).
 * @param issuanceRao what there is now
 * @param emissionRao what each block adds now
 * @returns null where none is to come: a block gives nothing any more, as it should
 * @throws KluisError node-lied for what cannot be: more than 21 million, nothing or more than a whole TAO for a block
 */
export function nextHalving(issuanceRao: bigint, emissionRao: bigint): Halving | null {
  if (issuanceRao < 0n || issuanceRao > MAX_SUPPLY_RAO || emissionRao < 0n || emissionRao > FIRST_EMISSION_RAO)
    throw new KluisError('node-lied')
  let number = 1
  const threshold = () => MAX_SUPPLY_RAO - (MAX_SUPPLY_RAO >> BigInt(number))
  while (threshold() <= issuanceRao && number < 64) number++
  const last = FIRST_EMISSION_RAO >> BigInt(number - 1) === 0n
  if (emissionRao === 0n) {
    if (!last) throw new KluisError('node-lied')
    return null
  }
  if (last) return null
  const leftRao = threshold() - issuanceRao
  return {
    number,
    thresholdRao: threshold(),
    leftRao,
    blocks: (leftRao + emissionRao - 1n) / emissionRao,
    emissionRao: FIRST_EMISSION_RAO >> BigInt(number),
  }
}

/** What a network's chain says of itself at one block. Amounts in rao. */
export type Facts = { block: number; issuanceRao: bigint; emissionRao: bigint; halving: Halving | null }

/**
 * Issuance and emission at the newest block, in one question. What a chain never wrote is what its metadata says stands for it.
 * @throws KluisError offline, node-answer, node-lied (also for numbers that cannot be; see nextHalving)
 */
export async function readFacts(live: Live): Promise<Facts> {
  const { runtime } = live
  const { hash, number: block } = await readBestHead(live)
  const items = (['TotalIssuance', 'BlockEmission'] as const).map((name) => ({ name, ...runtime.storage('SubtensorModule', name) }))
  const keys = items.map((each) => each.key())
  const told = await readValues(live, hash, keys)
  const [issuanceRao, emissionRao] = items.map(({ name, decode }, i) => {
    const amount = decode(told.get(keys[i] as string) ?? (itemOf(live, name)?.fallback as string))
    if (typeof amount !== 'bigint') throw new KluisError('node-lied')
    return amount
  }) as [bigint, bigint]
  return { block, issuanceRao, emissionRao, halving: nextHalving(issuanceRao, emissionRao) }
}
