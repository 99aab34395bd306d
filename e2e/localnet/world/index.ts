import { createHash } from 'node:crypto'
import { encodeAddress } from '../../../src/units'
import { WHOLE } from '../pallets/subtensor/pool'
import { endow } from '../pallets/subtensor/shares'
import { blake } from '../pallets/system'
import { subnetIdentity, symbolOf, validatorIdentity } from './texts'

// What a full localnet begins with: 128 subnets, 64 validators, and stakes of the development accounts. The same at every start.

export const SUBNETS = 128
const VALIDATORS = 64
/** Validators that are on every subnet in turn: the accounts stake with these. */
const LARGE = 4
const TAO = WHOLE

/** Pools with less than any trade needs; one more has its price at the bottom, where nothing can be sold. */
export const THIN: readonly number[] = [100, 113, 127]
export const BOTTOM = 128
/** Subnets that were not started: nothing can be bought or sold there. */
export const CLOSED: readonly number[] = [77, 90, 120]
/** Subnets whose owners do not let stake change hands. */
export const KEPT: readonly number[] = [5, 23, 64]
/** The deeper half gets TAO, as on finney none below the 64th does. */
const FED = 64
const TEMPOS: Readonly<Record<number, number>> = { 1: 20, 2: 99, 6: 720, 9: 7_200, 10: 50_400 }

type Write = (pallet: string, item: string, keys: unknown[], value: unknown) => void
type Validator = { hotkey: string; coldkey: string; take: number }
type Stakes = Map<string, [coldkey: string, amount: bigint][]>

const someone = (role: string, index: number) => encodeAddress(blake(new TextEncoder().encode(`localnet ${role} ${index}`)))
let known: Validator[] | undefined
/** The validators, in order of their stake on root. */
export function validators(): readonly Validator[] {
  known ??= Array.from({ length: VALIDATORS }, (_, index) => ({
    hotkey: someone('hotkey', index),
    coldkey: someone('owner', index),
    take: index % 5 === 4 ? 0 : index % 7 === 3 ? 5_898 : 11_796,
  }))
  return known
}
/** The validator with which the development accounts stake on a subnet. */
export const largeOn = (netuid: number): string => (validators()[netuid % LARGE] as Validator).hotkey

/** A whole number that looks like chance, from 0 to `most`, and is the same every time. */
const chance = (seed: number, most: number) => ((Math.imul(seed + 1, 2_654_435_761) >>> 8) % (most + 1)) | 0

/** The 127th part of six decades, in billionths: whole numbers, so that every machine makes the same world. */
const STEP = 896_924_538n
/** From a whole TAO for an alpha down to a millionth of one, each subnet a step lower. */
function poolAt(netuid: number): { tao: bigint; alpha: bigint } {
  if (THIN.includes(netuid)) return { tao: 500_000n, alpha: 40_000_000n }
  const price = netuid === BOTTOM ? 1_000n : (WHOLE * STEP ** BigInt(netuid - 1)) / WHOLE ** BigInt(netuid - 1)
  const tao = netuid === BOTTOM ? 40n * TAO : (BigInt(60_000 - chance(netuid, 20_000)) * TAO) / BigInt(1 + (netuid >> 2) ** 2)
  return { tao, alpha: (tao * WHOLE) / price }
}

function people(write: Write): void {
  for (const [index, { hotkey, coldkey, take }] of validators().entries()) {
    write('SubtensorModule', 'Owner', [hotkey], coldkey)
    write('SubtensorModule', 'OwnedHotkeys', [coldkey], [hotkey])
    write('SubtensorModule', 'StakingHotkeys', [coldkey], [hotkey])
    write('SubtensorModule', 'Delegates', [hotkey], take)
    const identity = validatorIdentity(index)
    if (identity) write('SubtensorModule', 'IdentitiesV2', [coldkey], identity)
  }
}

/** Who validates on a subnet, by uid; the last has no permit. */
function crew(netuid: number): readonly Validator[] {
  if (netuid === 0) return validators()
  const rest = VALIDATORS - LARGE
  const picked = [netuid % LARGE, LARGE + ((netuid * 7) % rest), LARGE + ((netuid * 7 + 13) % rest), LARGE + ((netuid * 7 + 29) % rest)]
  return picked.map((index) => validators()[index] as Validator)
}

function register(write: Write, netuid: number): void {
  const here = crew(netuid)
  for (const [uid, { hotkey }] of here.entries()) {
    write('SubtensorModule', 'Uids', [netuid, hotkey], uid)
    write('SubtensorModule', 'Keys', [netuid, uid], hotkey)
  }
  write('SubtensorModule', 'SubnetworkN', [netuid], here.length)
  write(
    'SubtensorModule',
    'ValidatorPermit',
    [netuid],
    here.map((_, uid) => netuid === 0 || uid < here.length - 1),
  )
  write(
    'SubtensorModule',
    'Active',
    [netuid],
    here.map(() => true),
  )
  write(
    'SubtensorModule',
    'LastUpdate',
    [netuid],
    here.map(() => 0n),
  )
}

function settle(write: Write, netuid: number, pool: { tao: bigint; alpha: bigint }): void {
  const set = (item: string, value: unknown) => write('SubtensorModule', item, [netuid], value)
  const [founder] = crew(netuid) as [Validator]
  const open = !CLOSED.includes(netuid)
  set('NetworksAdded', true)
  set('SubtokenEnabled', open)
  set('TokenSymbol', symbolOf(netuid))
  const identity = subnetIdentity(netuid)
  if (identity) set('SubnetIdentitiesV3', identity)
  set('SubnetTAO', pool.tao)
  if (netuid === 0) return
  set('SubnetMechanism', 1)
  set('SubnetAlphaIn', pool.alpha)
  set('SubnetMovingPrice', (pool.tao << 32n) / pool.alpha)
  set('SubnetVolume', pool.tao * BigInt(5 + chance(netuid + 500, 40)))
  set('SubnetOwner', founder.coldkey)
  set('SubnetOwnerHotkey', founder.hotkey)
  set('Burn', BigInt(500_000 + chance(netuid + 900, 2_000_000_000)))
  write('Swap', 'PalSwapInitialized', [netuid], true)
  if (TEMPOS[netuid] !== undefined) set('Tempo', TEMPOS[netuid])
  if (KEPT.includes(netuid)) set('TransferToggle', false)
  if (open) set('FirstEmissionBlockNumber', 0n)
  set('SubnetAlphaOutEmission', open ? 590_000_000n : 0n)
  if (netuid > FED) set('SubnetEmissionEnabled', false)
  if (netuid > FED) return
  // What a block gives on average, as the subnets take turns.
  const share = TAO / 2n / BigInt(FED)
  set('SubnetTaoInEmission', share)
  set('SubnetAlphaInEmission', (share * pool.alpha) / pool.tao)
}

/**
 * Stakes of the development accounts: //Alice everywhere, //Bob in a few places, //Charlie dust, //Dave what cannot be sold, //Eve and
 * //Ferdie nothing.
 */
function holdings(accounts: readonly string[]): readonly (readonly [coldkey: string, netuid: number, amount: bigint])[] {
  const [alice, bob, charlie, dave] = accounts as [string, string, string, string]
  return [
    ...Array.from({ length: SUBNETS + 1 }, (_, netuid) => {
      const { tao, alpha } = netuid === 0 ? { tao: 0n, alpha: 0n } : poolAt(netuid)
      const some =
        netuid === 0 ? 12_345_678_901_234n : (alpha * BigInt(1 + chance(netuid + 77, 40))) / 4_000n + BigInt(chance(netuid, 999_999_999))
      return [alice, netuid, some > 0n ? some : tao] as const
    }),
    [bob, 0, 250n * TAO],
    [bob, 1, 1_234_567_890n],
    [bob, 2, 98_765_432_109n],
    [bob, 64, 500n * WHOLE],
    [charlie, 0, 1n],
    [charlie, 4, 1n],
    [charlie, 8, 500n],
    [charlie, 12, 1_999_999n],
    [charlie, 40, 3_000_000n],
    [dave, THIN[0] as number, 5n * WHOLE],
    [dave, CLOSED[0] as number, 80n * WHOLE],
    [dave, BOTTOM, 1_000n * WHOLE],
    [dave, KEPT[0] as number, 40n * WHOLE],
  ]
}

/** What root stake with the large validators can claim already: of two subnets each, in 2^-32 of alpha for a rao. */
const claimable = (validator: number): [netuid: number, rate: bigint][] => [
  [4 + validator, 1_000_000n],
  [8 + validator, 400_000n],
]

function build(write: Write, accounts: readonly string[]): void {
  people(write)
  const stakes: Stakes[] = Array.from({ length: SUBNETS + 1 }, () => new Map())
  const stake = (netuid: number, hotkey: string, coldkey: string, amount: bigint) => {
    const at = (stakes[netuid] as Stakes).get(hotkey) ?? []
    ;(stakes[netuid] as Stakes).set(hotkey, [...at, [coldkey, amount]])
  }
  for (const [index, { hotkey, coldkey }] of validators().entries())
    stake(0, hotkey, coldkey, (1_400_000n * TAO) / BigInt(index + 1) + 2_000n * TAO)
  for (let netuid = 1; netuid <= SUBNETS; netuid++)
    for (const [uid, { hotkey, coldkey }] of crew(netuid).entries())
      stake(netuid, hotkey, coldkey, (poolAt(netuid).alpha * BigInt(4 - uid)) / 8n + BigInt(chance(netuid * 8 + uid, 999_999)))
  const hotkeysOf = new Map<string, Set<string>>()
  for (const [coldkey, netuid, amount] of holdings(accounts)) {
    stake(netuid, largeOn(netuid), coldkey, amount)
    hotkeysOf.set(coldkey, (hotkeysOf.get(coldkey) ?? new Set()).add(largeOn(netuid)))
  }
  for (const [coldkey, hotkeys] of hotkeysOf) write('SubtensorModule', 'StakingHotkeys', [coldkey], [...hotkeys])

  const waiting = new Map<number, bigint>()
  for (const [index, { hotkey }] of validators().slice(0, LARGE).entries()) {
    const total = (stakes[0] as Stakes).get(hotkey)?.reduce((sum, [, amount]) => sum + amount, 0n) ?? 0n
    write('SubtensorModule', 'RootClaimable', [hotkey], claimable(index))
    for (const [netuid, rate] of claimable(index)) waiting.set(netuid, (waiting.get(netuid) ?? 0n) + ((rate * total) >> 32n))
  }

  let staked = 0n
  for (let netuid = 0; netuid <= SUBNETS; netuid++) {
    let out = waiting.get(netuid) ?? 0n
    for (const [hotkey, positions] of stakes[netuid] as Stakes) {
      endow({ write }, hotkey, netuid, positions)
      for (const [, amount] of positions) out += amount
    }
    const pool = netuid === 0 ? { tao: out, alpha: 0n } : poolAt(netuid)
    write('SubtensorModule', 'SubnetAlphaOut', [netuid], out)
    if (netuid !== 0) write('AlphaAssets', 'TotalAlphaIssuance', [netuid], pool.alpha + out)
    settle(write, netuid, pool)
    register(write, netuid)
    staked += pool.tao
  }
  write('SubtensorModule', 'TotalNetworks', [], SUBNETS + 1)
  write('SubtensorModule', 'TotalStake', [], staked)
  // Balances that are given later are added to this.
  write('SubtensorModule', 'TotalIssuance', [], staked)
}

export type World = { entries: readonly (readonly [key: string, value: string])[]; digest: string }
let made: World | undefined
/**
 * The values of the world by their storage keys, made once for every process.
 * @param writer writes by name into a map of keys
 */
export function world(accounts: readonly string[], writer: (into: Map<string, string>) => Write): World {
  if (made) return made
  const values = new Map<string, string>()
  build(writer(values), accounts)
  const entries = [...values]
  const hash = createHash('sha256')
  for (const [key, value] of entries) hash.update(key).update(value)
  made = { entries, digest: `0x${hash.digest('hex')}` }
  return made
}
