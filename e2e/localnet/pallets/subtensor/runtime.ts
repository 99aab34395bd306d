import { basketApis } from './baskets'
import { nextEpoch } from './emission'
import { hotkeyConviction, lockOf, mostConvicted } from './locks'
import { alphaAt, WHOLE } from './pool'
import { type Reader, stakeOf, totalOf } from './shares'
import { exists, NOBODY, netuids, poolOf, quote, ROOT, spotOf, swapFee } from './stake'
import { subnetAccount } from './subnet-account'

// Answers of the runtime APIs about stakes, subnets and prices, in the shape of the metadata, for the state after one block.

type Api = (at: Reader, number: number, ...args: never[]) => unknown
const of = <T>({ read }: Reader, item: string, ...keys: unknown[]) => read<T>('SubtensorModule', item, ...keys)
const NONE = { tao_amount: 0n, alpha_amount: 0n, tao_fee: 0n, alpha_fee: 0n, tao_slippage: 0n, alpha_slippage: 0n }

function stakeInfo(at: Reader, hotkey: string, coldkey: string, netuid: number, stake = stakeOf(at, hotkey, coldkey, netuid)) {
  return {
    hotkey,
    coldkey,
    netuid,
    stake,
    locked: 0n,
    emission: of<bigint>(at, 'AlphaDividendsPerSubnet', netuid, hotkey),
    tao_emission: 0n,
    drain: 0n,
    is_registered: of(at, 'Uids', netuid, hotkey) !== undefined,
  }
}
/** Positions that are not empty, subnet by subnet. */
function positions(at: Reader, coldkey: string) {
  const hotkeys = of<string[]>(at, 'StakingHotkeys', coldkey)
  return netuids(at).flatMap((netuid) =>
    hotkeys.flatMap((hotkey) => {
      const stake = stakeOf(at, hotkey, coldkey, netuid)
      return stake > 0n ? [stakeInfo(at, hotkey, coldkey, netuid, stake)] : []
    }),
  )
}
function availability(at: Reader, coldkey: string, wanted: readonly number[]) {
  const totals = new Map<number, bigint>()
  for (const { netuid, stake } of positions(at, coldkey)) totals.set(netuid, (totals.get(netuid) ?? 0n) + stake)
  return [...totals]
    .filter(([netuid]) => wanted.includes(netuid))
    .map(([netuid, total]) => {
      const locked = lockOf(at, coldkey, netuid)?.lock.locked_mass ?? 0n
      return [netuid, { total, locked, available: locked < total ? total - locked : 0n }] as const
    })
}

function simulate(at: Reader, side: 'buy' | 'sell', netuid: number, amount: bigint) {
  const done = exists(at, netuid) ? quote(at, { side, netuid, amount }) : 'SubnetNotExists'
  if (typeof done === 'string') return NONE
  const spot = spotOf(at, netuid)
  const even = netuid === ROOT ? amount : side === 'buy' ? alphaAt(poolOf(at, netuid), amount) : (amount * spot) / WHOLE
  const lost = even > done.out ? even - done.out : 0n
  return side === 'buy'
    ? { ...NONE, tao_amount: done.paid, alpha_amount: done.out, tao_fee: done.fee, alpha_slippage: lost }
    : { ...NONE, alpha_amount: done.paid, tao_amount: done.out, alpha_fee: done.fee, tao_slippage: lost }
}

const compact = (bytes: Uint8Array | string): number[] => (typeof bytes === 'string' ? [...Buffer.from(bytes.slice(2), 'hex')] : [...bytes])
type Identity = { subnet_name: Uint8Array | string }
/** Finney knows names for subnets that give none; here those are unknown. */
function nameOf(at: Reader, netuid: number): number[] {
  const name = of<Identity | undefined>(at, 'SubnetIdentitiesV3', netuid)?.subnet_name
  return name?.length && name !== '0x' ? compact(name) : compact(new TextEncoder().encode(netuid === ROOT ? 'root' : 'unknown'))
}

/** What DynamicInfo and the metagraph tell alike. */
function subnet(at: Reader, netuid: number, number: number) {
  const pool = poolOf(at, netuid)
  const last = of<bigint>(at, 'LastMechansimStepBlock', netuid)
  return {
    netuid,
    symbol: compact(of<Uint8Array | string>(at, 'TokenSymbol', netuid)),
    name: nameOf(at, netuid),
    identity: of<Identity | undefined>(at, 'SubnetIdentitiesV3', netuid),
    owner_hotkey: of<string>(at, 'SubnetOwnerHotkey', netuid),
    owner_coldkey: of<string>(at, 'SubnetOwner', netuid),
    tempo: of<number>(at, 'Tempo', netuid),
    last_step: last,
    blocks_since_last_step: BigInt(number) - last,
    alpha_in: pool.alpha,
    alpha_out: of<bigint>(at, 'SubnetAlphaOut', netuid),
    tao_in: pool.tao,
    alpha_out_emission: of<bigint>(at, 'SubnetAlphaOutEmission', netuid),
    alpha_in_emission: of<bigint>(at, 'SubnetAlphaInEmission', netuid),
    tao_in_emission: of<bigint>(at, 'SubnetTaoInEmission', netuid),
    pending_alpha_emission: 0n,
    pending_root_emission: 0n,
    subnet_volume: of<bigint>(at, 'SubnetVolume', netuid),
    network_registered_at: of<bigint>(at, 'NetworkRegisteredAt', netuid),
    moving_price: of<bigint>(at, 'SubnetMovingPrice', netuid),
  }
}
function dynamicInfo(at: Reader, netuid: number, number: number) {
  if (!exists(at, netuid)) return undefined
  const { symbol, name, identity, ...rest } = subnet(at, netuid, number)
  return { ...rest, subnet_name: name, token_symbol: symbol, subnet_identity: identity, emission: 0n }
}

// Numbers of the fields of a metagraph (chain.md, appendix A), as far as this localnet can tell them; all others are absent.
const FIELDS: Readonly<Record<number, string>> = {
  ...{ 1: 'name', 2: 'symbol', 3: 'identity', 4: 'network_registered_at', 5: 'owner_hotkey', 6: 'owner_coldkey', 7: 'block', 8: 'tempo' },
  ...{ 9: 'last_step', 10: 'blocks_since_last_step', 11: 'subnet_emission', 12: 'alpha_in', 13: 'alpha_out', 14: 'tao_in' },
  ...{ 15: 'alpha_out_emission', 16: 'alpha_in_emission', 17: 'tao_in_emission', 18: 'pending_alpha_emission' },
  ...{
    19: 'pending_root_emission',
    20: 'subnet_volume',
    21: 'moving_price',
    29: 'max_validators',
    30: 'num_uids',
    31: 'max_uids',
    32: 'burn',
  },
  ...{ 34: 'registration_allowed', 36: 'immunity_period', 39: 'min_burn', 40: 'max_burn', 52: 'hotkeys', 53: 'coldkeys', 54: 'identities' },
  ...{ 56: 'active', 57: 'validator_permit', 59: 'last_update', 60: 'emission', 61: 'dividends', 66: 'block_at_registration' },
  ...{ 67: 'alpha_stake', 68: 'tao_stake', 69: 'total_stake', 70: 'tao_dividends_per_hotkey', 71: 'alpha_dividends_per_hotkey' },
  ...{ 72: 'validators', 73: 'commitments' },
}
const TAO_WEIGHT = 2n ** 64n - 1n
function metagraph(at: Reader, netuid: number, number: number): Record<string, unknown> {
  const hotkeys = Array.from({ length: of<number>(at, 'SubnetworkN', netuid) }, (_, uid) => of<string>(at, 'Keys', netuid, uid))
  const coldkeys = hotkeys.map((hotkey) => of<string>(at, 'Owner', hotkey))
  const weight = of<bigint>(at, 'TaoWeight')
  const alpha = hotkeys.map((hotkey) => (netuid === ROOT ? 0n : totalOf(at, hotkey, netuid)))
  const tao = hotkeys.map((hotkey) => (totalOf(at, hotkey, ROOT) * weight) / TAO_WEIGHT)
  const dividends = hotkeys.map((hotkey) => of<bigint>(at, 'AlphaDividendsPerSubnet', netuid, hotkey))
  const permits = of<boolean[]>(at, 'ValidatorPermit', netuid)
  return {
    ...subnet(at, netuid, number),
    block: BigInt(number),
    subnet_emission: 0n,
    max_validators: of<number>(at, 'MaxAllowedValidators', netuid),
    num_uids: hotkeys.length,
    max_uids: of<number>(at, 'MaxAllowedUids', netuid),
    burn: of<bigint>(at, 'Burn', netuid),
    registration_allowed: of<boolean>(at, 'NetworkRegistrationAllowed', netuid),
    immunity_period: of<number>(at, 'ImmunityPeriod', netuid),
    min_burn: of<bigint>(at, 'MinBurn', netuid),
    max_burn: of<bigint>(at, 'MaxBurn', netuid),
    hotkeys,
    coldkeys,
    identities: coldkeys.map((coldkey) => of<unknown>(at, 'IdentitiesV2', coldkey)),
    active: of<boolean[]>(at, 'Active', netuid),
    validator_permit: permits,
    last_update: of<bigint[]>(at, 'LastUpdate', netuid),
    emission: dividends,
    dividends: hotkeys.map(() => 0),
    block_at_registration: hotkeys.map(() => 0n),
    alpha_stake: alpha,
    tao_stake: tao,
    total_stake: alpha.map((each, uid) => each + (tao[uid] as bigint)),
    tao_dividends_per_hotkey: hotkeys.map((hotkey) => [hotkey, 0n]),
    alpha_dividends_per_hotkey: hotkeys.map((hotkey, uid) => [hotkey, dividends[uid]]),
    validators: hotkeys.map((_, uid) => uid).filter((uid) => permits[uid]),
    commitments: [],
  }
}

function hyperparameters(at: Reader, netuid: number) {
  const entry = (name: string, type: string, value: unknown) => ({ name: new TextEncoder().encode(name), value: { type, value } })
  return [
    entry('tempo', 'U16', of(at, 'Tempo', netuid)),
    entry('immunity_period', 'U16', of(at, 'ImmunityPeriod', netuid)),
    entry('max_validators', 'U16', of(at, 'MaxAllowedValidators', netuid)),
    entry('registration_allowed', 'Bool', of(at, 'NetworkRegistrationAllowed', netuid)),
    entry('min_burn', 'TaoBalance', of(at, 'MinBurn', netuid)),
    entry('max_burn', 'TaoBalance', of(at, 'MaxBurn', netuid)),
    entry('commit_reveal_weights_enabled', 'Bool', of(at, 'CommitRevealWeightsEnabled', netuid)),
    entry('subnet_is_active', 'Bool', of(at, 'SubtokenEnabled', netuid)),
    entry('transfers_enabled', 'Bool', of(at, 'TransferToggle', netuid)),
  ]
}

type Place = readonly [hotkey: string, netuid: number] | undefined
/** The fee of a stake operation, about: it is paid where alpha is sold, or else where it is bought. */
function stakeFee(at: Reader, from: Place, to: Place, amount: bigint): bigint {
  if (from && to && from[1] === to[1]) return 0n
  const netuid = from && from[1] !== ROOT ? from[1] : (to?.[1] ?? ROOT)
  return swapFee(at, netuid, amount)
}

export const runtimeApis: Readonly<Record<string, Api>> = {
  ...basketApis,
  SubnetInfoRuntimeApi_get_block_emission: (at) => of(at, 'BlockEmission'),
  StakeInfoRuntimeApi_get_stake_info_for_coldkey: (at, _number, coldkey: string) => positions(at, coldkey),
  StakeInfoRuntimeApi_get_stake_info_for_coldkeys: (at, _number, coldkeys: string[]) =>
    coldkeys.map((coldkey) => [coldkey, positions(at, coldkey)]),
  StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid: (at, _number, hotkey: string, coldkey: string, netuid: number) =>
    stakeInfo(at, hotkey, coldkey, netuid),
  StakeInfoRuntimeApi_get_stake_availability_for_coldkeys: (at, _number, coldkeys: string[], wanted?: number[]) => {
    const known = netuids(at)
    const asked = wanted && wanted.length > known.length ? [] : (wanted ?? known)
    return [...new Set(coldkeys)].map((coldkey) => [coldkey, availability(at, coldkey, asked)])
  },
  StakeInfoRuntimeApi_get_stake_fee: (at, _number, from: Place, _from: string, to: Place, _to: string, amount: bigint) =>
    stakeFee(at, from, to, amount),
  StakeInfoRuntimeApi_get_coldkey_lock: (at, _number, coldkey: string, netuid: number) => lockOf(at, coldkey, netuid)?.lock,
  StakeInfoRuntimeApi_get_hotkey_conviction: (at, _number, hotkey: string, netuid: number) => hotkeyConviction(at, hotkey, netuid),
  StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet: (at, _number, netuid: number) => mostConvicted(at, netuid),
  SubnetInfoRuntimeApi_get_all_dynamic_info: (at, number) => netuids(at).map((netuid) => dynamicInfo(at, netuid, number)),
  SubnetInfoRuntimeApi_get_dynamic_info: (at, number, netuid: number) => dynamicInfo(at, netuid, number),
  SubnetInfoRuntimeApi_get_selective_metagraph: (at, number, netuid: number, indexes: number[]) => {
    if (!exists(at, netuid)) return undefined
    const whole = metagraph(at, netuid, number)
    return { netuid, ...Object.fromEntries(indexes.flatMap((index) => (FIELDS[index] ? [[FIELDS[index], whole[FIELDS[index]]]] : []))) }
  },
  SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey: (at, _number, coldkey: string, netuid: number) =>
    of(at, 'AutoStakeDestination', coldkey, netuid),
  SubnetInfoRuntimeApi_get_subnet_account_id: (at, _number, netuid: number) => (exists(at, netuid) ? subnetAccount(netuid) : undefined),
  SubnetInfoRuntimeApi_get_next_epoch_start_block: (at, number, netuid: number) =>
    exists(at, netuid) ? BigInt(nextEpoch(at, netuid, number)) : undefined,
  SubnetInfoRuntimeApi_get_subnet_hyperparams_v3: (at, _number, netuid: number) =>
    exists(at, netuid) ? hyperparameters(at, netuid) : undefined,
  SwapRuntimeApi_current_alpha_price: (at, _number, netuid: number) => (exists(at, netuid) ? spotOf(at, netuid) : 0n),
  SwapRuntimeApi_current_alpha_price_all: (at) => netuids(at).map((netuid) => ({ netuid, price: spotOf(at, netuid) })),
  SwapRuntimeApi_sim_swap_tao_for_alpha: (at, _number, netuid: number, tao: bigint) => simulate(at, 'buy', netuid, tao),
  SwapRuntimeApi_sim_swap_alpha_for_tao: (at, _number, netuid: number, alpha: bigint) => simulate(at, 'sell', netuid, alpha),
  SubnetRegistrationRuntimeApi_get_network_registration_cost: (at) => of(at, 'NetworkLastLockCost'),
  DelegateInfoRuntimeApi_get_delegate: (at, _number, hotkey: string) => {
    const owner = of<string>(at, 'Owner', hotkey)
    if (owner === NOBODY) return undefined
    const registrations = netuids(at).filter((netuid) => of(at, 'Uids', netuid, hotkey) !== undefined)
    return {
      delegate_ss58: hotkey,
      take: of<number>(at, 'Delegates', hotkey),
      // Finney lists everyone who ever staked here; nobody asks this localnet for that.
      nominators: [],
      owner_ss58: owner,
      registrations,
      validator_permits: registrations.filter(
        (netuid) => of<boolean[]>(at, 'ValidatorPermit', netuid)[of<number>(at, 'Uids', netuid, hotkey)],
      ),
      return_per_1000: 0n,
      total_daily_return: 0n,
    }
  },
}
