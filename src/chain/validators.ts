import { decodeAddress, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { believe } from './decoder'
import { LONGEST_NAME, textOf } from './labels'
import type { Live } from './live'
import { askRuntime, knows, u64 } from './money'
import { readBestHead, readValues } from './reads'

/**
 * A validator of one subnet at one block. Ids in hex. `name` null: its owner gives none that can be read.
 * `takePer65535`: the part that it keeps of what it earns for others. `stakeRao`: alpha (on root TAO) staked with it there;
 * `dividendRao`: alpha that the last payment gave to those who stake with it, its take already taken off.
 */
export type Validator = {
  hotkey: string
  owner: string
  name: string | null
  takePer65535: number
  stakeRao: bigint
  dividendRao: bigint
}
/** `sinceBlocks`: how long ago the last payment was; null where it is not told. `tempo`: blocks between two of them. */
export type Validators = { block: number; hash: string; tempo: number; sinceBlocks: number | null; all: Validator[] }

const API = 'SubnetInfoRuntimeApi'
const METHOD = 'get_selective_metagraph'
/** Fields of a metagraph by their numbers (chain.md, appendix A): the least that is needed. */
const FIELDS = { tempo: 8, blocks_since_last_step: 10, hotkeys: 52, coldkeys: 53, identities: 54, validator_permit: 57, dividends: 71 }

/**
 * Who validates on a subnet at the newest block, in two questions: those with a permit, as the subnet counts them.
 * @returns null where the chain has no such subnet or nothing that tells of it, or the node refuses
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readValidators(live: Live, netuid: number): Promise<Validators | null> {
  if (!knows(live, API, METHOD)) return null
  const { hash, number: block } = await readBestHead(live)
  const told = await askRuntime(live, hash, API, METHOD, [netuid, Object.values(FIELDS)])
  if (told === undefined || told === null) return null
  const graph = told as Record<string, unknown>
  if (graph.netuid !== netuid) throw new KluisError('node-lied')
  const hotkeys = listOf(graph.hotkeys).map(idOf)
  const owners = listOf(graph.coldkeys).map(idOf)
  const permits = listOf(graph.validator_permit)
  const names = graph.identities === undefined ? [] : listOf(graph.identities)
  if (owners.length !== hotkeys.length || permits.length !== hotkeys.length || new Set(hotkeys).size !== hotkeys.length)
    throw new KluisError('node-lied')
  const dividends = new Map(
    (graph.alpha_dividends_per_hotkey === undefined ? [] : listOf(graph.alpha_dividends_per_hotkey)).map((each) => {
      const [hotkey, rao] = listOf(each)
      return [idOf(hotkey), u64(rao)]
    }),
  )
  const uids = hotkeys.flatMap((_, uid) => (permits[uid] === true ? [uid] : []))
  const facts = await readTakes(
    live,
    hash,
    netuid,
    uids.map((uid) => hotkeys[uid] as string),
  )
  const tempo = Number(u64(graph.tempo))
  const since = graph.blocks_since_last_step === undefined ? null : u64(graph.blocks_since_last_step)
  if (since !== null && since > BigInt(block)) throw new KluisError('node-lied')
  return {
    block,
    hash,
    tempo,
    sinceBlocks: since === null ? null : Number(since),
    all: uids.map((uid) => {
      const hotkey = hotkeys[uid] as string
      const name = (names[uid] as { name?: unknown } | null | undefined)?.name
      return {
        hotkey,
        owner: owners[uid] as string,
        name: name === undefined ? null : textOf(name, LONGEST_NAME),
        ...(facts.get(hotkey) as { takePer65535: number; stakeRao: bigint }),
        dividendRao: dividends.get(hotkey) ?? 0n,
      }
    }),
  }
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new KluisError('node-lied')
  return value
}
const idOf = (address: unknown): string => believe(() => toHex(decodeAddress(address as string).accountId))

/** What each keeps, and what is staked with it there. Neither is in the metagraph as the chain counts it. */
async function readTakes(live: Live, hash: string, netuid: number, hotkeys: readonly string[]) {
  const take = live.runtime.storage('SubtensorModule', 'Delegates')
  const total = live.runtime.storage('SubtensorModule', 'TotalHotkeyAlpha')
  const keys = hotkeys.map((hotkey) => {
    const address = encodeAddress(fromHex(hotkey))
    return { hotkey, take: take.key(address), total: total.key(address, netuid) }
  })
  const values = await readValues(
    live,
    hash,
    keys.flatMap((each) => [each.take, each.total]),
  )
  const usual = usualTake(live)
  return new Map(
    keys.map((each) => {
      const [kept, staked] = [values.get(each.take), values.get(each.total)]
      const part = typeof kept === 'string' ? take.decode(kept) : usual
      if (typeof part !== 'number' || !Number.isInteger(part) || part < 0 || part > 65_535) throw new KluisError('node-lied')
      return [each.hotkey, { takePer65535: part, stakeRao: typeof staked === 'string' ? u64(total.decode(staked)) : 0n }]
    }),
  )
}

/** What a validator keeps that never said, as the chain's metadata has it. */
function usualTake({ runtime }: Live): unknown {
  const item = runtime.metadata.pallets
    .find(({ name }) => name === 'SubtensorModule')
    ?.storage?.items.find(({ name }) => name === 'Delegates')
  return item ? runtime.storage('SubtensorModule', 'Delegates').decode(item.fallback) : undefined
}
