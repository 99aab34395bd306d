import { decodeAddress } from '../../../src/units'
import { pureAccount } from '../accounts'
import { type Call, type Context, lookup, outcome, type Pallet, signer } from '../pallet'
import { redeposit, reserve, unreserve } from './balances'
import { type Filters, filters424, filters475, isSuperset, mayCall, proxyTypes } from './proxy-filters'
import { blake } from './system'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const ADDRESS = 'sp_runtime::multiaddress::MultiAddress'
const CALL = 'node_subtensor_runtime::RuntimeCall'
const TYPE = 'subtensor_runtime_common::ProxyType'
const H256 = 'primitive_types::H256'
const RESULT = 'Result<(), sp_runtime::DispatchError>'
const DEFINITION = 'pallet_subtensor_proxy::ProxyDefinition'
const ANNOUNCEMENT = 'pallet_subtensor_proxy::Announcement'
const KIND = 'pallet_subtensor_proxy::DepositKind'
const DEFINITIONS = 'bounded_collections::bounded_vec::BoundedVec#proxies'
const ANNOUNCEMENTS = 'bounded_collections::bounded_vec::BoundedVec#announcements'
const MOST = 20
const MOST_PENDING = 75
const deposits = {
  Proxies: { base: 60_000_000n, each: 33_000_000n },
  Announcements: { base: 36_000_000n, each: 68_000_000n },
}
type Kind = keyof typeof deposits

type Address = { type: string; value: unknown }
type Type = { type: string; value?: undefined }
type Definition = { delegate: string; proxy_type: Type; delay: number }
type Announcement = { real: string; call_hash: string; height: number }
type Held<T> = [list: T[], deposit: bigint]
type Added = { delegate: Address; proxy_type: Type; delay: number }
type Reading = Pick<Context, 'read' | 'list'>

const depositFor = (kind: Kind, count: number) => (count ? deposits[kind].base + deposits[kind].each * BigInt(count) : 0n)
const numberOf = ({ type }: Type) => [...proxyTypes, 'BasketTrading'].indexOf(type)
const idOf = (address: string) => Buffer.from(decodeAddress(address).accountId)
const order = (one: Definition, other: Definition) =>
  Buffer.compare(idOf(one.delegate), idOf(other.delegate)) ||
  numberOf(one.proxy_type) - numberOf(other.proxy_type) ||
  one.delay - other.delay
const now = ({ read }: Reading) => read<number>('System', 'Number')
const proxiesOf = ({ read }: Reading, real: string) => read<Held<Definition>>('Proxy', 'Proxies', real)

/** Keeps a list with the deposit that it wants, or nothing where it is empty. @throws Refusal where there is too little for the deposit */
function keep<T>(context: Context, kind: Kind, who: string, list: T[], before: bigint): void {
  const wanted = depositFor(kind, list.length)
  redeposit(context, who, before, wanted)
  context.write('Proxy', kind, [who], list.length ? [list, wanted] : undefined)
}
/** Forgets who pays for a delegate, or for all. */
function forgetPayment(context: Context, real: string, delegate?: string): void {
  const of = delegate ? [delegate] : proxiesOf(context, real)[0].map((each) => each.delegate)
  for (const each of of) context.write('Proxy', 'RealPaysFee', [real, each], undefined)
}
/** Takes announcements away. @throws Refusal where there is none of these */
function withdraw(context: Context, delegate: string, matches: (each: Announcement) => boolean): void {
  const [pending, before] = context.read<Held<Announcement>>('Proxy', 'Announcements', delegate)
  const left = pending.filter((each) => !matches(each))
  if (left.length === pending.length) throw context.refuse('Proxy', 'NotFound')
  keep(context, 'Announcements', delegate, left, before)
}
/** The first of the delegate's proxies, of the type if one is wanted. @throws Refusal */
function find(context: Context, real: string, delegate: string, wanted?: Type): Definition {
  const found = proxiesOf(context, real)[0].find((each) => each.delegate === delegate && (!wanted || each.proxy_type.type === wanted.type))
  if (!found) throw context.refuse('Proxy', 'NotProxy')
  return found
}
/** What a delegate's calls must pass, each on its own, in a batch too. */
function allows(filters: Filters, { proxy_type: { type } }: Definition): (call: Call) => boolean {
  return (call) => {
    const name = `${call.type}.${call.value.type}`
    if (name === 'Proxy.add_proxy' || name === 'Proxy.remove_proxy') {
      const asked = call.value.value?.proxy_type as Type
      if (!isSuperset(filters, type, asked.type)) return false
    }
    if ((name === 'Proxy.remove_proxies' || name === 'Proxy.kill_pure') && type !== 'Any') return false
    return mayCall(filters, type, call)
  }
}
function act(context: Context, filters: Filters, definition: Definition, real: string, call: Call): void {
  const own = allows(filters, definition)
  const above = filters.inherits && context.origin.kind === 'signed' ? context.origin.allows : undefined
  const origin = { kind: 'signed' as const, who: real, allows: (each: Call) => own(each) && above?.(each) !== false }
  const result = outcome(() => context.dispatch(call, origin, false))
  context.write('Proxy', 'LastCallResult', [real], result)
  context.deposit('Proxy', 'ProxyExecuted', { result })
}

/** Whether an account pays the fees of a delegate. Nothing stands under the key, so the key itself is looked for. */
const paysFor = ({ list }: Reading, real: string, delegate: string) =>
  list('Proxy', 'RealPaysFee', real).some(([rest]) => rest.endsWith(idOf(delegate).toString('hex')))
/** Account and call of a `proxy`. */
const partsOf = ({ type, value: of }: Call) => {
  const { real, call } = (of.value ?? {}) as { real?: Address; call?: Call }
  return type === 'Proxy' && of.type === 'proxy' && real?.type === 'Id' && call ? { real: real.value as string, call } : undefined
}
/** Who pays the fee of a signed call: an account that has said so, as far as two proxies deep, or a batch of them for one account. */
export function payerOf(reading: Reading, who: string, call: Call): string {
  const outer = partsOf(call)
  if (!outer || !paysFor(reading, outer.real, who)) return who
  const { type, value: of } = outer.call
  const isBatch = type === 'Utility' && ['batch', 'batch_all', 'force_batch'].includes(of.type)
  const calls = isBatch ? ((of.value as { calls: Call[] }).calls ?? []) : [outer.call]
  const reals = new Set(calls.map((each) => partsOf(each)?.real))
  const [inner] = reals
  return reals.size === 1 && inner && paysFor(reading, inner, outer.real) ? inner : outer.real
}

const kinds = (names: readonly string[]) => `enum ${names.map((name, index) => `${index} ${name}`).join(' | ')}`
export const types: Readonly<Record<string, string>> = {
  [TYPE]: kinds(proxyTypes),
  [KIND]: kinds(['Proxies', 'Announcements']),
  [DEFINITION]: `struct {delegate: ${ACCOUNT}, proxy_type: ${TYPE}, delay: u32}`,
  [ANNOUNCEMENT]: `struct {real: ${ACCOUNT}, call_hash: ${H256}, height: u32}`,
  [DEFINITIONS]: `struct (Vec<${DEFINITION}>)`,
  [ANNOUNCEMENTS]: `struct (Vec<${ANNOUNCEMENT}>)`,
}
/** Since spec 460 baskets can be traded by a proxy. */
export const types475 = { [TYPE]: kinds([...proxyTypes, 'BasketTrading']) }
export const parameters = { [DEFINITIONS]: { T: DEFINITION, S: '()' }, [ANNOUNCEMENTS]: { T: ANNOUNCEMENT, S: '()' } }

const create = (filters: Filters): Pallet => ({
  name: 'Proxy',
  index: 16,
  calls: {
    path: 'pallet_subtensor_proxy::pallet::Call',
    body: `enum 0 proxy{real: ${ADDRESS}, force_proxy_type: Option<${TYPE}>, call: ${CALL}} | 1 add_proxy{delegate: ${ADDRESS}, proxy_type: ${TYPE}, delay: u32} | 2 remove_proxy{delegate: ${ADDRESS}, proxy_type: ${TYPE}, delay: u32} | 3 remove_proxies | 4 create_pure{proxy_type: ${TYPE}, delay: u32, index: u16} | 5 kill_pure{spawner: ${ADDRESS}, proxy_type: ${TYPE}, index: u16, height: Compact<u32>, ext_index: Compact<u32>} | 6 announce{real: ${ADDRESS}, call_hash: ${H256}} | 7 remove_announcement{real: ${ADDRESS}, call_hash: ${H256}} | 8 reject_announcement{delegate: ${ADDRESS}, call_hash: ${H256}} | 9 proxy_announced{delegate: ${ADDRESS}, real: ${ADDRESS}, force_proxy_type: Option<${TYPE}>, call: ${CALL}} | 10 poke_deposit | 11 set_real_pays_fee{delegate: ${ADDRESS}, pays_fee: bool}`,
  },
  events: {
    path: 'pallet_subtensor_proxy::pallet::Event',
    body: `enum 0 ProxyExecuted{result: ${RESULT}} | 1 PureCreated{pure: ${ACCOUNT}, who: ${ACCOUNT}, proxy_type: ${TYPE}, disambiguation_index: u16} | 2 PureKilled{pure: ${ACCOUNT}, spawner: ${ACCOUNT}, proxy_type: ${TYPE}, disambiguation_index: u16} | 3 Announced{real: ${ACCOUNT}, proxy: ${ACCOUNT}, call_hash: ${H256}} | 4 ProxyAdded{delegator: ${ACCOUNT}, delegatee: ${ACCOUNT}, proxy_type: ${TYPE}, delay: u32} | 5 ProxyRemoved{delegator: ${ACCOUNT}, delegatee: ${ACCOUNT}, proxy_type: ${TYPE}, delay: u32} | 6 DepositPoked{who: ${ACCOUNT}, kind: ${KIND}, old_deposit: u64, new_deposit: u64} | 7 RealPaysFeeSet{real: ${ACCOUNT}, delegate: ${ACCOUNT}, pays_fee: bool}`,
  },
  errors: {
    path: 'pallet_subtensor_proxy::pallet::Error',
    body: 'enum 0 TooMany | 1 NotFound | 2 NotProxy | 3 Unproxyable | 4 Duplicate | 5 NoPermission | 6 Unannounced | 7 NoSelfProxy | 8 AnnouncementDepositInvariantViolated | 9 InvalidDerivedAccountId',
  },
  storage: [
    { name: 'Proxies', hasher: 'Twox64Concat', key: ACCOUNT, value: `(${DEFINITIONS}, u64)`, initial: [[], 0n] },
    { name: 'Announcements', hasher: 'Twox64Concat', key: ACCOUNT, value: `(${ANNOUNCEMENTS}, u64)`, initial: [[], 0n] },
    { name: 'LastCallResult', optional: true, hasher: 'Twox64Concat', key: ACCOUNT, value: RESULT },
    { name: 'RealPaysFee', optional: true, hasher: ['Twox64Concat', 'Twox64Concat'], key: `(${ACCOUNT}, ${ACCOUNT})`, value: '()' },
  ],
  constants: [
    { name: 'ProxyDepositBase', type: 'u64', value: deposits.Proxies.base },
    { name: 'ProxyDepositFactor', type: 'u64', value: deposits.Proxies.each },
    { name: 'MaxProxies', type: 'u32', value: MOST },
    { name: 'MaxPending', type: 'u32', value: MOST_PENDING },
    { name: 'AnnouncementDepositBase', type: 'u64', value: deposits.Announcements.base },
    { name: 'AnnouncementDepositFactor', type: 'u64', value: deposits.Announcements.each },
  ],
  weight: (_name, args, weigh) => 150_000_000n + (args.call ? weigh(args.call as Call) : 0n),
  run: {
    proxy: (context, args: { real: Address; force_proxy_type?: Type; call: Call }) => {
      const who = signer(context)
      const real = lookup(args.real)
      const definition = find(context, real, who, args.force_proxy_type)
      if (definition.delay) throw context.refuse('Proxy', 'Unannounced')
      act(context, filters, definition, real, args.call)
    },
    add_proxy: (context, { delegate, proxy_type, delay }: Added) => {
      const delegator = signer(context)
      const delegatee = lookup(delegate)
      if (delegator === delegatee) throw context.refuse('Proxy', 'NoSelfProxy')
      const made = { delegate: delegatee, proxy_type, delay }
      const [list, before] = proxiesOf(context, delegator)
      if (list.some((each) => order(each, made) === 0)) throw context.refuse('Proxy', 'Duplicate')
      if (list.length >= MOST) throw context.refuse('Proxy', 'TooMany')
      keep(context, 'Proxies', delegator, [...list, made].sort(order), before)
      context.deposit('Proxy', 'ProxyAdded', { delegator, delegatee, proxy_type, delay })
    },
    remove_proxy: (context, { delegate, proxy_type, delay }: Added) => {
      const delegator = signer(context)
      const delegatee = lookup(delegate)
      const [list, before] = proxiesOf(context, delegator)
      const left = list.filter((each) => order(each, { delegate: delegatee, proxy_type, delay }) !== 0)
      if (left.length === list.length) throw context.refuse('Proxy', 'NotFound')
      keep(context, 'Proxies', delegator, left, before)
      forgetPayment(context, delegator, delegatee)
      context.deposit('Proxy', 'ProxyRemoved', { delegator, delegatee, proxy_type, delay })
    },
    remove_proxies: (context) => {
      const who = signer(context)
      forgetPayment(context, who)
      keep(context, 'Proxies', who, [], proxiesOf(context, who)[1])
    },
    create_pure: (context, { proxy_type, delay, index }: { proxy_type: Type; delay: number; index: number }) => {
      const who = signer(context)
      const pure = pureAccount(who, now(context), context.extrinsic, numberOf(proxy_type), index)
      if (proxiesOf(context, pure)[0].length) throw context.refuse('Proxy', 'Duplicate')
      const deposit = depositFor('Proxies', 1)
      reserve(context, who, deposit)
      context.write('Proxy', 'Proxies', [pure], [[{ delegate: who, proxy_type, delay }], deposit])
      context.deposit('Proxy', 'PureCreated', { pure, who, proxy_type, disambiguation_index: index })
    },
    kill_pure: (context, args: { spawner: Address; proxy_type: Type; index: number; height: number; ext_index: number }) => {
      const { proxy_type, index, height, ext_index } = args
      const who = signer(context)
      const spawner = lookup(args.spawner)
      if (pureAccount(spawner, height, ext_index, numberOf(proxy_type), index) !== who) throw context.refuse('Proxy', 'NoPermission')
      forgetPayment(context, who)
      // The deposit is the spawner's, whoever added what since then.
      unreserve(context, spawner, proxiesOf(context, who)[1])
      context.write('Proxy', 'Proxies', [who], undefined)
      context.deposit('Proxy', 'PureKilled', { pure: who, spawner, proxy_type, disambiguation_index: index })
    },
    announce: (context, { real: address, call_hash }: { real: Address; call_hash: string }) => {
      const who = signer(context)
      const real = lookup(address)
      find(context, real, who)
      const [pending, before] = context.read<Held<Announcement>>('Proxy', 'Announcements', who)
      if (pending.length >= MOST_PENDING) throw context.refuse('Proxy', 'TooMany')
      keep(context, 'Announcements', who, [...pending, { real, call_hash, height: now(context) }], before)
      context.deposit('Proxy', 'Announced', { real, proxy: who, call_hash })
    },
    remove_announcement: (context, { real: address, call_hash }: { real: Address; call_hash: string }) => {
      const who = signer(context)
      const real = lookup(address)
      withdraw(context, who, (each) => each.real === real && each.call_hash === call_hash)
    },
    reject_announcement: (context, { delegate, call_hash }: { delegate: Address; call_hash: string }) => {
      const who = signer(context)
      withdraw(context, lookup(delegate), (each) => each.real === who && each.call_hash === call_hash)
    },
    proxy_announced: (context, args: { delegate: Address; real: Address; force_proxy_type?: Type; call: Call }) => {
      signer(context)
      const delegate = lookup(args.delegate)
      const real = lookup(args.real)
      const definition = find(context, real, delegate, args.force_proxy_type)
      const hash = `0x${Buffer.from(blake(context.encode(args.call))).toString('hex')}`
      const isRipe = ({ height }: Announcement) => now(context) - height >= definition.delay
      try {
        withdraw(context, delegate, (each) => each.real === real && each.call_hash === hash && isRipe(each))
      } catch {
        throw context.refuse('Proxy', 'Unannounced')
      }
      act(context, filters, definition, real, args.call)
    },
    poke_deposit: (context) => {
      const who = signer(context)
      for (const kind of ['Proxies', 'Announcements'] as const) {
        const [list, before] = context.read<Held<unknown>>('Proxy', kind, who)
        const made = depositFor(kind, list.length)
        if (made === before) continue
        keep(context, kind, who, list, before)
        context.deposit('Proxy', 'DepositPoked', { who, kind: { type: kind, value: undefined }, old_deposit: before, new_deposit: made })
        context.waive()
      }
    },
    set_real_pays_fee: (context, { delegate: address, pays_fee }: { delegate: Address; pays_fee: boolean }) => {
      const real = signer(context)
      const delegate = lookup(address)
      find(context, real, delegate)
      // Nothing is written as null: undefined takes a key away.
      context.write('Proxy', 'RealPaysFee', [real, delegate], pays_fee ? null : undefined)
      context.deposit('Proxy', 'RealPaysFeeSet', { real, delegate, pays_fee })
    },
  },
})
export const proxy = create(filters424)
export const proxy475 = create(filters475)
