import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { compactBn, compactNumber } from '@polkadot-api/substrate-bindings'
import { decodeAddress, decodeEra, type Era, encodeAddress, eraBirth } from '../../src/units'
import { verifies } from './accounts'
import { type BuiltMetadata, extensions, type VersionInfo } from './metadata'
import { type Call, type Context, MAX_NESTING, type Origin, Refusal } from './pallet'
import { accountOf, EXISTENTIAL_DEPOSIT, issue, reducible, setFree } from './pallets/balances'
import { envelopeOf, MAX_ENVELOPE, shieldCode } from './pallets/mev-shield'
import { payerOf } from './pallets/proxy'
import { frozen, poolCode } from './pallets/subtensor/checks'
import { alphaFee, payInAlpha } from './pallets/subtensor/fees'
import { type AccountInfo, BASE_EXTRINSIC, blake } from './pallets/system'
import { lengthFee, weightFee } from './pallets/transaction-payment'
import type { Access, State } from './state'

/** Why a transaction may not enter a block, in the words of a polkadot-sdk node. */
export class Invalid extends Error {
  readonly variant: string
  readonly code: number
  readonly data: string | undefined
  /** The number of a refusal that has no name. */
  readonly custom: number | undefined
  constructor(variant: string, code: number, data: string | undefined, message = 'Invalid Transaction', custom?: number) {
    super(message)
    this.variant = variant
    this.code = code
    this.data = data
    this.custom = custom
  }
}
export const invalid = {
  badProof: () => new Invalid('BadProof', 1010, 'Transaction has a bad signature'),
  stale: () => new Invalid('Stale', 1010, 'Transaction is outdated'),
  future: () => new Invalid('Future', 1010, 'Transaction will be valid in the future'),
  payment: () => new Invalid('Payment', 1010, 'Inability to pay some fees (e.g. account balance too low)'),
  ancient: () => new Invalid('AncientBirthBlock', 1010, 'Transaction has an ancient birth block'),
  exhausts: () => new Invalid('ExhaustsResources', 1010, 'Transaction would exhaust the block limits'),
  custom: (code: number) => new Invalid('Custom', 1010, `Custom error: ${code}`, undefined, code),
  call: () => new Invalid('Call', 1010, 'Transaction call is not expected'),
  badSigner: () => new Invalid('BadSigner', 1010, 'Invalid signing address'),
  cannotLookup: () =>
    new Invalid('CannotLookup', 1011, 'Could not lookup information required to validate the transaction', 'Unknown Transaction Validity'),
  already: (hash: string) => new Invalid('AlreadyImported', 1013, `[${hash}]`, 'Transaction Already Imported'),
  banned: () => new Invalid('TemporarilyBanned', 1012, undefined, 'Transaction is temporarily banned'),
  priority: () =>
    new Invalid(
      'TooLowPriority',
      1014,
      'The transaction has too low priority to replace another transaction already in the pool.',
      'Priority is too low: (1 vs 1)',
    ),
}
export const undecodable = () =>
  new Invalid(
    'Verification',
    1002,
    'RuntimeApi("Execution failed: Bad input data provided to validate_transaction")',
    'Verification Error: Runtime error: Execution failed: Bad input data provided to validate_transaction',
  )

export type SignedExtrinsic = {
  bytes: Uint8Array
  who: string
  accountId: Uint8Array
  signature: { type: string; value: Uint8Array }
  era: Era | null
  nonce: number
  tip: bigint
  mode: number
  call: Call
  callBytes: Uint8Array
  extra: Uint8Array
}
/** The chain as a transaction sees it. */
export type Surroundings = {
  info: VersionInfo
  genesisHash: string
  number: number
  hashOf(number: number): string | undefined
  /** Whether the runtime was built with its digest; without it a transaction in mode 1 cannot be judged. */
  hasDigest: boolean
}

const hexBytes = (hex: string) => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
const SIGNATURES: Record<number, [string, number]> = { 0: ['Ed25519', 64], 1: ['Sr25519', 64], 2: ['Ecdsa', 65] }

/** Takes an extrinsic apart. @throws Invalid for anything but a signed version 4 extrinsic that ends where its length says */
export function decodeExtrinsic(built: BuiltMetadata, bytes: Uint8Array): SignedExtrinsic {
  try {
    const length = compactNumber.dec(bytes)
    let at = compactNumber.enc(length).length
    if (bytes.length !== at + length) throw undecodable()
    const take = (count: number): Uint8Array => {
      if (at + count > bytes.length) throw undecodable()
      at += count
      return bytes.slice(at - count, at)
    }
    if (take(1)[0] !== 0x84 || take(1)[0] !== 0) throw undecodable()
    const accountId = take(32)
    const kind = SIGNATURES[take(1)[0] as number]
    if (!kind) throw undecodable()
    const signature = { type: kind[0], value: take(kind[1]) }
    const extraStart = at
    const era = decodeEra(bytes[at] === 0 ? take(1) : take(2))
    /** Only the shortest form of a number that fits is taken, as parity-scale-codec does. */
    const compact = (most: bigint) => {
      const mode = (bytes[at] ?? 0) & 3
      const text = take(mode === 0 ? 1 : mode === 1 ? 2 : mode === 2 ? 4 : ((bytes[at] ?? 0) >> 2) + 5)
      const value = compactValue(text)
      if (value > most || compactBn.enc(value).length !== text.length) throw undecodable()
      return value
    }
    const nonce = Number(compact(0xffff_ffffn))
    const tip = compact(0xffff_ffff_ffff_ffffn)
    const mode = take(1)[0] as number
    if (mode > 1) throw undecodable()
    const extra = bytes.slice(extraStart, at)
    const callBytes = bytes.slice(at)
    const codec = built.builder.buildDefinition(built.types.call)
    const call = codec.dec(callBytes) as Call
    if (depthOf(call) > MAX_NESTING) throw undecodable()
    if (Buffer.compare(Buffer.from(codec.enc(call)), Buffer.from(callBytes)) !== 0) throw undecodable()
    return { bytes, who: encodeAddress(accountId), accountId, signature, era, nonce, tip, mode, call, callBytes, extra }
  } catch (error) {
    throw error instanceof Invalid ? error : undecodable()
  }
}
/** How many calls stand in each other; a flat one is 1, and what is no call is 0. */
function depthOf(value: unknown): number {
  const { type, value: of } = (value ?? {}) as { type?: unknown; value?: { type?: unknown; value?: object } }
  if (typeof type !== 'string' || typeof of?.type !== 'string') return 0
  let deepest = 0
  for (const each of Object.values(of.value ?? {}))
    for (const one of Array.isArray(each) ? each : [each]) deepest = Math.max(deepest, depthOf(one))
  return deepest + 1
}
function compactValue(bytes: Uint8Array): bigint {
  if (((bytes[0] ?? 0) & 3) !== 3) return BigInt(compactNumber.dec(bytes))
  return bytes.subarray(1).reduceRight((sum, each) => (sum << 8n) | BigInt(each), 0n)
}

/** RFC-0078 digest of this runtime: what a transaction in mode 1 must have signed. */
export function digestOf(built: BuiltMetadata, info: VersionInfo): Uint8Array {
  return merkleizeMetadata(built.bytes[15], {
    decimals: 9,
    tokenSymbol: 'TAO',
    base58Prefix: 42,
    specName: info.specName,
    specVersion: info.specVersion,
  }).digest()
}

/** Where in a block something happens. */
type Phase = { type: string; value?: number }

/** Runs extrinsics over the state, by the rules of the runtime. */
export function createExecutive(built: BuiltMetadata, access: Access, state: State, digest: () => Uint8Array) {
  const { pallets } = built.runtime
  let events: { phase: unknown; event: unknown; topics: unknown[] }[] = []
  const eventCodec = built.builder.buildStorage('System', 'Events').value
  const callCodec = built.builder.buildDefinition(built.types.call)

  const fromStake = built.told.pallets.some(({ events }) => events?.body.includes(' TransactionFeePaidWithAlpha{'))
  /** What of its stake would pay a fee: nothing on a runtime that has no event for that, as finney's had none until spec 401. */
  const stakeFor = (xt: SignedExtrinsic, fee: bigint) => (fromStake ? alphaFee(access, xt.who, xt.call, fee) : undefined)

  function weigh(call: Call): bigint {
    const pallet = pallets.find((each) => each.name === call.type)
    return pallet?.weight?.(call.value.type, call.value.value ?? {}, weigh) ?? 10_000_000n
  }
  const u32 = (value: number) => Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)

  /** What has to be signed: call ‖ extra ‖ implicit, as the metadata's extensions imply. */
  function payload(xt: SignedExtrinsic, { info, genesisHash }: Surroundings, birth: string): Uint8Array {
    const implicit = extensions.map(([identifier]) => {
      if (identifier === 'CheckSpecVersion') return u32(info.specVersion)
      if (identifier === 'CheckTxVersion') return u32(info.transactionVersion)
      if (identifier === 'CheckGenesis') return hexBytes(genesisHash)
      if (identifier === 'CheckMortality') return hexBytes(birth)
      if (identifier === 'CheckMetadataHash') return xt.mode === 1 ? Uint8Array.of(1, ...digest()) : Uint8Array.of(0)
      return new Uint8Array()
    })
    const whole = Uint8Array.from(Buffer.concat([xt.callBytes, xt.extra, ...implicit]))
    return whole.length > 256 ? blake(whole) : whole
  }

  function feeOf(call: Call, length: number, specVersion: number) {
    const weight = BASE_EXTRINSIC + weigh(call)
    return {
      base: weightFee(BASE_EXTRINSIC, specVersion),
      length: lengthFee(length, specVersion),
      weight,
      total: weightFee(weight, specVersion) + lengthFee(length, specVersion),
    }
  }

  /**
   * Whether a transaction may run now.
   * @param ahead transactions of the same account that wait before it
   * @throws Invalid
   */
  function validate(xt: SignedExtrinsic, around: Surroundings, ahead = 0): void {
    if (xt.mode === 1 && !around.hasDigest) throw invalid.cannotLookup()
    let birth = around.genesisHash
    if (xt.era) {
      // As frame_system's CheckMortality: an era that is over names a later birth, so its signature is for another block.
      const current = around.number + 1
      const born = eraBirth(xt.era, current)
      const hash = around.hashOf(born)
      if (!hash || current - born > 2_400) throw invalid.ancient()
      birth = hash
    }
    if (!verifies(xt.signature, payload(xt, around, birth), xt.accountId)) throw invalid.badProof()
    if (xt.call.type === 'Sudo' && access.read('Sudo', 'Key') !== xt.who) throw invalid.badSigner()
    const account = accountOf(access, xt.who)
    if (account.providers === 0 && account.sufficients === 0) throw invalid.payment()
    if (xt.nonce < account.nonce) throw invalid.stale()
    if (xt.nonce > account.nonce + ahead) throw invalid.future()
    if (xt.bytes.length > 5_242_880) throw invalid.exhausts()
    const envelope = envelopeOf(xt.call)
    if (envelope && envelope.length > MAX_ENVELOPE) throw undecodable()
    // Its key is soon another's, so it must not wait for long.
    if (envelope && !(xt.era && xt.era.period <= 8)) throw invalid.stale()
    const { total } = feeOf(xt.call, xt.bytes.length, around.info.specVersion)
    if (reducible(accountOf(access, payerOf(access, xt.who, xt.call)), true) < total + xt.tip && !stakeFor(xt, total + xt.tip))
      throw invalid.payment()
  }
  /** What the pool looks at besides: whether the call has a chance now. @throws Invalid */
  function judge(xt: SignedExtrinsic): void {
    const code = poolCode(access, xt.who, xt.call) ?? shieldCode(access, xt.call)
    if (code !== undefined) throw invalid.custom(code)
  }

  function context(origin: Origin, insideBatch: boolean, phase: Phase): Context {
    return {
      origin,
      insideBatch,
      read: access.read,
      write: access.write,
      list: access.list,
      has: access.has,
      encode: (call) => callCodec.enc(call),
      weigh,
      extrinsic: phase.value ?? 0,
      put: (key, value) => state.set(key, value),
      keys: (prefix) => state.keys(prefix),
      waive: () => undefined,
      deposit(pallet, event, value) {
        const record = { phase, event: { type: pallet, value: { type: event, value } }, topics: [] }
        // Here and not at the end of the block: an event that cannot be written down is its call's fault.
        eventCodec.enc([record])
        events.push(record)
      },
      refuse: (pallet, error) => moduleError(built, pallet, error),
      dispatch(call, as, inside) {
        const before = state.snapshot()
        const count = events.length
        try {
          if (inside && call.type === 'Utility' && ['batch', 'batch_all', 'force_batch'].includes(call.value.type))
            throw moduleError(built, 'System', 'CallFiltered')
          if (as.kind === 'signed' && as.allows?.(call) === false) throw moduleError(built, 'System', 'CallFiltered')
          const ice = as.kind === 'signed' && frozen(access, as.who, call)
          if (ice) throw moduleError(built, 'SubtensorModule', ice)
          let waived = false
          const waive = () => {
            waived = true
          }
          run(call, { ...context(as, inside || insideBatch, phase), waive })
          return waived
        } catch (error) {
          state.rollback(before)
          events = events.slice(0, count)
          throw error
        }
      },
    }
  }
  function run(call: Call, within: Context): void {
    const act = pallets.find((each) => each.name === call.type)?.run?.[call.value.type]
    if (!act) throw moduleError(built, 'System', 'CallFiltered')
    act(within, (call.value.value ?? {}) as never)
  }

  return {
    validate,
    judge,
    feeOf,
    weigh,
    /** Begins a block: forgets the events of the last one, and lets the pallets do what comes before all extrinsics. */
    begin(number: number): void {
      events = []
      access.write('System', 'Number', [], number)
      for (const { begin } of pallets) begin?.(context({ kind: 'none' }, false, { type: 'Initialization' }), number)
    },
    /** Runs an inherent. */
    inherent(call: Call, index: number): void {
      const phase = { type: 'ApplyExtrinsic', value: index }
      const within = context({ kind: 'none' }, false, phase)
      run(call, within)
      within.deposit('System', 'ExtrinsicSuccess', { dispatch_info: dispatchInfo(weigh(call), 'Mandatory') })
    },
    /** Runs a valid transaction: the fee is taken whatever the call does. */
    apply(xt: SignedExtrinsic, index: number, { info }: Surroundings): void {
      const phase = { type: 'ApplyExtrinsic', value: index }
      const origin: Origin = { kind: 'signed', who: xt.who }
      const within = context(origin, false, phase)
      const { total, weight } = feeOf(xt.call, xt.bytes.length, info.specVersion)
      const fee = total + xt.tip
      const before = state.snapshot()
      const count = events.length
      const account = accountOf(access, xt.who)
      access.write('System', 'Account', [xt.who], { ...account, nonce: account.nonce + 1 } satisfies AccountInfo)
      const payer = payerOf(access, xt.who, xt.call)
      const paying = accountOf(access, payer)
      const inAlpha = reducible(paying, true) < fee ? stakeFor(xt, fee) : undefined
      const paid = inAlpha && payInAlpha(within, xt.who, inAlpha)
      if (!paid) {
        setFree(within, payer, paying.data.free - fee)
        issue(within, -fee)
        within.deposit('Balances', 'Withdraw', { who: payer, amount: fee })
      }
      let failure: Refusal | undefined
      let waived = false
      try {
        waived = within.dispatch(xt.call, origin, false)
      } catch (error) {
        if (!(error instanceof Refusal)) {
          state.rollback(before)
          events = events.slice(0, count)
          throw error
        }
        failure = error
      }
      if (paid) within.deposit('SubtensorModule', 'TransactionFeePaidWithAlpha', paid)
      if (waived && !paid) {
        setFree(within, payer, accountOf(access, payer).data.free + total)
        issue(within, total)
        within.deposit('Balances', 'Deposit', { who: payer, amount: total })
      }
      const actual_fee = waived && !paid ? xt.tip : fee
      within.deposit('TransactionPayment', 'TransactionFeePaid', { who: payer, actual_fee, tip: xt.tip })
      const dispatch_info = dispatchInfo(weight, 'Normal', waived)
      if (failure) within.deposit('System', 'ExtrinsicFailed', { dispatch_error: failure.error, dispatch_info })
      else within.deposit('System', 'ExtrinsicSuccess', { dispatch_info })
    },
    events: () => events,
    existentialDeposit: EXISTENTIAL_DEPOSIT,
  }
}
export type Executive = ReturnType<typeof createExecutive>

const dispatchInfo = (refTime: bigint, kind: string, isFree = kind === 'Mandatory') => ({
  weight: { ref_time: refTime, proof_size: 3_593n },
  class: { type: kind, value: undefined },
  pays_fee: { type: isFree ? 'No' : 'Yes', value: undefined },
})

/** A module error by name: index and number come from the metadata. */
function moduleError(built: BuiltMetadata, pallet: string, name: string): Refusal {
  const of = built.unified.pallets.find((each) => each.name === pallet)
  const def = of?.errors === undefined ? undefined : built.unified.lookup[of.errors.type]?.def
  const index = def?.tag === 'variant' ? def.value.find((each) => each.name === name)?.index : undefined
  if (!of || index === undefined) throw new Error(`no error ${pallet}.${name}`)
  return new Refusal({ type: 'Module', value: { index: of.index, error: `0x${index.toString(16).padStart(2, '0')}000000` } })
}

export const addressBytes = (address: string) => decodeAddress(address).accountId
