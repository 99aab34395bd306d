import type { Context } from '../../pallet'
import { accountOf, reducible } from '../balances'
import { blockNumber, ensure, of, put, type Runs, signer, tell } from './acting'
import { associate, owns } from './hotkeys'
import { netuidIn } from './keys'
import { totalOf } from './shares'
import { exists, ROOT } from './stake'
import { burnForAlpha } from './trading'

type Registration = { hotkey: string; netuid: number }
const ROOT_SEATS = 64
const UNIT = 1n << 64n

const within = (value: bigint, least: bigint, most: bigint) => (value < least ? least : value > most ? most : value)
function setBurn(context: Context, netuid: number, burn: bigint): void {
  put(context, 'Burn', [netuid], within(burn, of(context, 'MinBurn', netuid), of(context, 'MaxBurn', netuid)))
}
const list = <T>(context: Context, item: string, netuid: number): T[] => [...of<T[]>(context, item, netuid)]
/** Who registers when all places are taken takes the place of the one with the least stake, of those that are not new if there are any. */
function placeToTake(context: Context, netuid: number): number | undefined {
  const owner = of<string>(context, 'SubnetOwnerHotkey', netuid)
  const age = BigInt(of<number>(context, 'ImmunityPeriod', netuid))
  const ranked = Array.from({ length: of<number>(context, 'SubnetworkN', netuid) }, (_, uid) => {
    const hotkey = of<string>(context, 'Keys', netuid, uid)
    const isNew = BigInt(blockNumber(context)) - of<bigint>(context, 'BlockAtRegistration', netuid, uid) < age
    return { uid, hotkey, isNew, stake: totalOf(context, hotkey, netuid) }
  })
    .filter(({ hotkey }) => netuid === ROOT || hotkey !== owner)
    .sort((one, other) => Number(one.isNew) - Number(other.isNew) || (one.stake < other.stake ? -1 : 1))
  return ranked[0]?.uid
}
function seat(context: Context, { hotkey, netuid }: Registration, uid: number): void {
  const before = of<number>(context, 'SubnetworkN', netuid)
  if (uid < before) {
    const gone = of<string>(context, 'Keys', netuid, uid)
    put(context, 'Uids', [netuid, gone], undefined)
    put(context, 'IsNetworkMember', [gone, netuid], undefined)
  } else put(context, 'SubnetworkN', [netuid], before + 1)
  put(context, 'Keys', [netuid, uid], hotkey)
  put(context, 'Uids', [netuid, hotkey], uid)
  put(context, 'IsNetworkMember', [hotkey, netuid], true)
  put(context, 'BlockAtRegistration', [netuid, uid], BigInt(blockNumber(context)))
  const set = (item: string, value: unknown) => put(context, item, [netuid], list(context, item, netuid).toSpliced(uid, 1, value))
  set('Active', true)
  set('ValidatorPermit', netuid === ROOT)
  set('LastUpdate', BigInt(blockNumber(context)))
  tell(context, 'NeuronRegistered', [netuid, uid, hotkey])
}

/** For the price of now, with which alpha of the subnet is bought and ended. */
function register(context: Context, { hotkey, netuid }: Registration): void {
  const coldkey = signer(context)
  ensure(context, netuid !== ROOT, 'RegistrationNotPermittedOnRootSubnet')
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, of<boolean>(context, 'NetworkRegistrationAllowed', netuid), 'SubNetRegistrationDisabled')
  ensure(context, of(context, 'Uids', netuid, hotkey) === undefined, 'HotKeyAlreadyRegisteredInSubNet')
  const price = of<bigint>(context, 'Burn', netuid)
  ensure(context, reducible(accountOf(context, coldkey), true) >= price, 'NotEnoughBalanceToStake')
  associate(context, coldkey, hotkey)
  ensure(context, owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  const [count, most] = [of<number>(context, 'SubnetworkN', netuid), of<number>(context, 'MaxAllowedUids', netuid)]
  const uid = most === 0 ? undefined : count < most ? count : placeToTake(context, netuid)
  if (uid === undefined) throw context.refuse('SubtensorModule', 'NoNeuronIdAvailable')
  burnForAlpha(context, coldkey, netuid, price)
  setBurn(context, netuid, (price * of<bigint>(context, 'BurnIncreaseMult', netuid)) / UNIT)
  put(context, 'RegistrationsThisBlock', [netuid], of<number>(context, 'RegistrationsThisBlock', netuid) + 1)
  put(context, 'RAORecycledForRegistration', [netuid], of<bigint>(context, 'RAORecycledForRegistration', netuid) + price)
  seat(context, { hotkey, netuid }, uid)
}
function registerUpTo(context: Context, { limit_price, ...asked }: Registration & { limit_price: bigint }): void {
  signer(context)
  ensure(context, asked.netuid !== ROOT, 'RegistrationNotPermittedOnRootSubnet')
  ensure(context, exists(context, asked.netuid), 'SubnetNotExists')
  ensure(context, of<bigint>(context, 'Burn', asked.netuid) <= limit_price, 'RegistrationPriceLimitExceeded')
  register(context, asked)
}

/** A seat on root: while there are free ones, or for more stake than the last one has. */
function registerOnRoot(context: Context, { hotkey }: { hotkey: string }): void {
  const coldkey = signer(context)
  const number = (item: string) => of<number>(context, item, ROOT)
  ensure(context, exists(context, ROOT), 'RootNetworkDoesNotExist')
  ensure(context, number('RegistrationsThisBlock') < number('MaxRegistrationsPerBlock'), 'TooManyRegistrationsThisBlock')
  const most = number('TargetRegistrationsPerInterval') * 3
  ensure(context, number('RegistrationsThisInterval') < most, 'TooManyRegistrationsThisInterval')
  ensure(context, of(context, 'Uids', ROOT, hotkey) === undefined, 'HotKeyAlreadyRegisteredInSubNet')
  associate(context, coldkey, hotkey)
  ensure(context, owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  const count = number('SubnetworkN')
  const uid = count < ROOT_SEATS ? count : placeToTake(context, ROOT)
  if (uid === undefined) throw context.refuse('SubtensorModule', 'NoNeuronIdAvailable')
  const sits = of<string>(context, 'Keys', ROOT, uid)
  ensure(context, uid === count || totalOf(context, hotkey, ROOT) > totalOf(context, sits, ROOT), 'StakeTooLowForRoot')
  for (const item of ['RegistrationsThisBlock', 'RegistrationsThisInterval']) put(context, item, [ROOT], number(item) + 1)
  seat(context, { hotkey, netuid: ROOT }, uid)
}

/** 2^(-1 ÷ blocks), in 2^-64: the one number that, taken so often, halves. */
const halving = new Map<number, bigint>()
function shrink(blocks: number): bigint {
  const known = halving.get(blocks) ?? BigInt(Math.round(2 ** (-1 / blocks) * 2 ** 52)) << 12n
  halving.set(blocks, known)
  return known
}
/** At the start of a block: prices that registrations raised fall, and counters begin anew. */
export function settlePrices(context: Context, number: number): void {
  for (const [rest] of context.list<bigint>('SubtensorModule', 'RAORecycledForRegistration')) {
    const netuid = netuidIn(rest)
    const [burn, life] = [of<bigint>(context, 'Burn', netuid), of<number>(context, 'BurnHalfLife', netuid)]
    if (life > 0 && burn > of<bigint>(context, 'MinBurn', netuid)) setBurn(context, netuid, (burn * shrink(life)) / UNIT)
  }
  for (const [rest, count] of context.list<number>('SubtensorModule', 'RegistrationsThisBlock'))
    if (count > 0) put(context, 'RegistrationsThisBlock', [netuidIn(rest)], undefined)
  const interval = of<number>(context, 'RegistrationsThisInterval', ROOT)
  if (interval > 0 && number % of<number>(context, 'Tempo', ROOT) === 0) put(context, 'RegistrationsThisInterval', [ROOT], undefined)
}

export const registration: Runs = { burned_register: register, register_limit: registerUpTo, root_register: registerOnRoot }
