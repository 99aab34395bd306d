import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { encodeAddress, toHex } from '../../src/units'
import { derivedAccount, developmentAccounts } from './accounts'
import type { Block, Status } from './block'
import { Chain } from './chain'
import { honest } from './faults'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import type { Context } from './pallet'
import { balances } from './pallets/balances'
import { lengthFee, weightFee } from './pallets/transaction-payment'
import { createMethods, type Session } from './rpc'
import { callOf, type Signed, signed } from './signed'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
type Event = { phase: { type: string; value: unknown }; event: { type: string; value: { type: string; value: unknown } } }
let chain: Chain
let clock = 1_000
let alice: ReturnType<typeof developmentAccounts>[number]
let bob: typeof alice
const nobody: Session = { notify: () => undefined, subscriptions: new Map(), newId: () => '1' }
const ask = (method: string, ...params: unknown[]) => createMethods(chain, honest())[method]?.(params, nobody)
const to = (address: string) => ({ type: 'Id', value: address })
const transfer = (dest: string, value: bigint, name = 'transfer_keep_alive') => callOf(chain, 'Balances', name, { dest: to(dest), value })
const free = (address: string) => chain.account(address).data.free
const fresh = (seed: number) => encodeAddress(new Uint8Array(32).fill(seed))
/** A call as a value, for batches. */
const value = (call: Uint8Array) => chain.built.builder.buildDefinition(chain.built.types.call).dec(call)

beforeEach(async () => {
  clock = 1_000
  chain = await Chain.create({ now: () => clock })
  ;[alice, bob] = developmentAccounts() as [typeof alice, typeof alice]
  chain.produce()
})

/** Sends a call of //Alice and makes the block. @returns the events of the extrinsic after the fee was taken, in words */
function run(call: Uint8Array, who = alice, options: Signed = {}): string[] {
  chain.submit(signed(chain, who.address, who, call, options))
  chain.produce()
  return events(chain.best, 1).filter((each) => !/^(Balances.Withdraw|TransactionPayment)/.test(each))
}
/** The metadata as clients read it. */
const client = () => getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(chain.built.bytes[16]))))
function events(block: Block, index: number): string[] {
  const codec = client().buildStorage('System', 'Events')
  const found = codec.value.dec(chain.read(block, codec.keys.enc()) as string) as Event[]
  return found
    .filter(({ phase }) => phase.value === index)
    .map(({ event }) => {
      const told = event.value.value as Record<string, unknown> | undefined
      const error = told?.dispatch_error ?? told?.error ?? told?.main_error
      return `${event.type}.${event.value.type}${error ? ` ${errorName(error)}` : ''}`
    })
}
function errorName(error: unknown): string {
  const { type, value: of } = error as { type: string; value: unknown }
  if (type !== 'Module') return [type, (of as { type?: string } | undefined)?.type].filter(Boolean).join('.')
  const { type: pallet, value: inner } = of as { type: string; value: { type: string } }
  return `${pallet}.${inner.type}`
}

describe('fees', () => {
  test.each(vectors.fees)('spec $spec: $refTime ps and $len bytes', ({ spec, refTime, len, fee, feeApprox }) => {
    const number = Number(spec.replace('>=', ''))
    const paid = weightFee(BigInt(refTime), number) + lengthFee(len, number)
    if (fee !== undefined) expect(paid).toBe(BigInt(fee))
    // The vectors leave the half byte open: 83,052 and 71 or 72.
    else expect([83_123n, 83_124n], feeApprox).toContain(paid)
  })

  test('the coefficients are halved at 467, and only there', () => {
    expect([448, 466, 467, 475].map((spec) => weightFee(332_208_000n, spec))).toEqual([166_104n, 166_104n, 83_052n, 83_052n])
    expect([448, 466, 467, 475].map((spec) => lengthFee(1_000, spec))).toEqual([1_000n, 1_000n, 500n, 500n])
  })

  test('a keep-alive transfer of 143 bytes costs what the golden receipt says, is estimated so, and is told so', () => {
    const bytes = signed(chain, alice.address, alice, transfer(bob.address, 12_345n), { nonce: 0 })
    expect(bytes).toHaveLength(143)
    const { weight, total } = chain.executive.feeOf(chain.decode(bytes).call, bytes.length, 448)
    expect([weight, total]).toEqual([BigInt(vectors.receipt.dispatchRefTime), BigInt(vectors.receipt.feeRao)])
    const length = new Uint8Array(new Uint32Array([bytes.length]).buffer)
    const answer = ask('state_call', 'TransactionPaymentApi_query_info', toHex(Uint8Array.from([...bytes, ...length])))
    const codec = chain.built.builder.buildRuntimeCall('TransactionPaymentApi', 'query_info').value
    // Proof size is not charged, and is another here.
    const told = codec.dec(answer as string) as { weight: { ref_time: bigint }; partial_fee: bigint }
    const golden = codec.dec(vectors.queryInfoResult) as typeof told
    expect([told.weight.ref_time, told.partial_fee]).toEqual([golden.weight.ref_time, golden.partial_fee])
    expect(ask('payment_queryInfo', toHex(bytes))).toMatchObject({ partialFee: '166247', class: 'normal' })
    const parts = ask('state_call', 'TransactionPaymentApi_query_fee_details', toHex(Uint8Array.from([...bytes, ...length])))
    expect(chain.built.builder.buildRuntimeCall('TransactionPaymentApi', 'query_fee_details').value.dec(parts as string)).toEqual({
      inclusion_fee: { base_fee: weightFee(108_157_000n, 448), len_fee: 143n, adjusted_weight_fee: 166_247n - 143n - 54_078n },
      tip: 0n,
    })
    const before = [free(alice.address), free(bob.address)] as const
    chain.submit(bytes)
    chain.produce()
    expect(free(alice.address)).toBe(before[0] - 12_345n - 166_247n)
    expect(free(bob.address)).toBe(before[1] + 12_345n)
    expect(vectors.accounts.map((each) => each.free)).toContain((1_000_000_000_000_000n - 166_247n - 1_000_000_000n).toString())
  })

  test('a tip is charged on top, and the total issuance falls by what was paid', () => {
    const issued = () => {
      const codec = chain.built.builder.buildStorage('Balances', 'TotalIssuance')
      return codec.value.dec(chain.read(chain.best, codec.keys.enc()) as string) as bigint
    }
    const before = [free(alice.address), issued()] as const
    run(transfer(bob.address, 12_345n), alice, { tip: 1_000n })
    const paid = before[0] - free(alice.address) - 12_345n
    expect(paid).toBe(166_247n + 1_000n + 1n) // the tip takes one byte more
    expect(before[1] - issued()).toBe(paid)
  })

  test('from 467 on a transfer costs half', () => {
    chain.upgrade(475)
    chain.produce()
    const before = free(alice.address)
    run(transfer(bob.address, 12_345n))
    expect([83_123n, 83_124n]).toContain(before - free(alice.address) - 12_345n)
  })
})

describe('transfers', () => {
  test('events of a transfer that makes an account', () => {
    chain.submit(signed(chain, alice.address, alice, transfer(fresh(9), 500n)))
    chain.produce()
    expect(events(chain.best, 1)).toEqual([
      'Balances.Withdraw',
      'System.NewAccount',
      'Balances.Endowed',
      'Balances.Transfer',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicSuccess',
    ])
    expect(events(chain.best, 0)).toEqual(['System.ExtrinsicSuccess'])
  })

  test('too much, too little, and what would close the account', () => {
    const mine = free(alice.address)
    expect(run(transfer(bob.address, mine))).toEqual(['System.ExtrinsicFailed Token.FundsUnavailable'])
    expect(run(transfer(fresh(1), 499n))).toEqual(['System.ExtrinsicFailed Token.BelowMinimum'])
    const left = free(alice.address)
    const fee = 166_300n
    expect(run(transfer(bob.address, left - fee))).toEqual(['System.ExtrinsicFailed Token.NotExpendable'])
    expect(chain.account(alice.address).nonce).toBe(3)
    expect(free(alice.address)).toBeGreaterThan(0n)
  })

  test('a fee is paid though the call failed, and the call changed nothing', () => {
    const before = [free(alice.address), free(bob.address)] as const
    run(transfer(bob.address, before[0]))
    expect(free(bob.address)).toBe(before[1])
    expect(before[0] - free(alice.address)).toBeGreaterThan(166_000n)
    expect(before[0] - free(alice.address)).toBeLessThan(167_000n)
  })

  test('transfer_allow_death: dust is lost and the account is gone', () => {
    const poor = fresh(3)
    run(transfer(poor, 1_000n))
    expect(chain.account(poor).providers).toBe(1)
    chain.setBalance(bob.address, 1_000_000n)
    const paid = chain.executive.feeOf(value(transfer(poor, 1n, 'transfer_allow_death')) as never, 144, 424).total
    const happened = run(transfer(poor, 1_000_000n - paid - 600n, 'transfer_allow_death'), bob)
    expect(happened.at(-1)).toBe('System.ExtrinsicSuccess')
    expect(free(bob.address)).toBeGreaterThanOrEqual(500n)
    chain.setBalance(bob.address, 1_000_000n)
    const gone = run(transfer(poor, 1_000_000n - paid - 400n, 'transfer_allow_death'), bob)
    expect(gone).toEqual(['System.KilledAccount', 'Balances.DustLost', 'Balances.Transfer', 'System.ExtrinsicSuccess'])
    expect(chain.account(bob.address)).toMatchObject({ nonce: 0, providers: 0, data: { free: 0n } })
  })

  test('transfer_all keeps the existential deposit, or closes the account', () => {
    const all = (keep_alive: boolean) => callOf(chain, 'Balances', 'transfer_all', { dest: to(fresh(4)), keep_alive })
    run(all(true))
    expect(free(alice.address)).toBe(500n)
    run(all(false), bob)
    expect(chain.account(bob.address).providers).toBe(0)
  })

  test('to oneself nothing moves; what is no account id cannot be looked up', () => {
    const before = free(alice.address)
    expect(run(transfer(alice.address, 5n))).toEqual(['System.ExtrinsicSuccess'])
    expect(before - free(alice.address)).toBeLessThan(167_000n)
    for (const dest of [
      { type: 'Index', value: undefined },
      { type: 'Raw', value: Uint8Array.of(1) },
      { type: 'Address20', value: `0x${'11'.repeat(20)}` },
      { type: 'Address32', value: `0x${'11'.repeat(32)}` },
    ])
      expect(run(callOf(chain, 'Balances', 'transfer_keep_alive', { dest, value: 5n }))).toEqual(['System.ExtrinsicFailed CannotLookup'])
  })

  test('a locked part does not move', () => {
    chain.setBalance(bob.address, 10_000_000n)
    const frozen = chain.account(bob.address)
    chain.overwrite('System', 'Account', [bob.address], { ...frozen, data: { ...frozen.data, frozen: 9_000_000n } })
    expect(run(transfer(alice.address, 2_000_000n), bob)).toEqual(['System.ExtrinsicFailed Token.Frozen'])
    expect(run(transfer(alice.address, 500_000n), bob).at(-1)).toBe('System.ExtrinsicSuccess')
  })

  test('what only root may do', () => {
    const call = callOf(chain, 'Balances', 'force_set_balance', { who: to(alice.address), new_free: 1n })
    expect(run(call)).toEqual(['System.ExtrinsicFailed BadOrigin'])
    expect(run(callOf(chain, 'Timestamp', 'set', { now: 5n }))).toEqual(['System.ExtrinsicFailed BadOrigin'])
    expect(run(callOf(chain, 'System', 'apply_authorized_upgrade', { code: new Uint8Array() }))).toEqual([
      'System.ExtrinsicFailed System.NothingAuthorized',
    ])
  })

  test('burn', () => {
    const before = free(alice.address)
    expect(run(callOf(chain, 'Balances', 'burn', { value: 1_000n, keep_alive: true }))).toEqual([
      'Balances.Burned',
      'System.ExtrinsicSuccess',
    ])
    expect(before - free(alice.address)).toBeGreaterThan(100_000n)
    expect(run(callOf(chain, 'Balances', 'burn', { value: before, keep_alive: true }))).toEqual([
      'System.ExtrinsicFailed Token.FundsUnavailable',
    ])
  })
})

describe('batches', () => {
  const good = () => value(transfer(fresh(5), 1_000n))
  const bad = () => value(transfer(fresh(6), 1n))
  const batch = (name: string, ...calls: unknown[]) => callOf(chain, 'Utility', name, { calls })
  const made = ['System.NewAccount', 'Balances.Endowed', 'Balances.Transfer', 'Utility.ItemCompleted']

  test('batch stops at the first failure, keeps what went before, and succeeds itself', () => {
    expect(run(batch('batch', good(), bad(), good()))).toEqual([
      ...made,
      'Utility.BatchInterrupted Token.BelowMinimum',
      'System.ExtrinsicSuccess',
    ])
    expect([free(fresh(5)), free(fresh(6))]).toEqual([1_000n, 0n])
  })
  test('batch_all undoes everything', () => {
    expect(run(batch('batch_all', good(), bad()))).toEqual(['System.ExtrinsicFailed Token.BelowMinimum'])
    expect(free(fresh(5))).toBe(0n)
    expect(run(batch('batch_all', good()))).toEqual([...made, 'Utility.BatchCompleted', 'System.ExtrinsicSuccess'])
  })
  test('force_batch goes on', () => {
    expect(run(batch('force_batch', bad(), good()))).toEqual([
      'Utility.ItemFailed Token.BelowMinimum',
      ...made,
      'Utility.BatchCompletedWithErrors',
      'System.ExtrinsicSuccess',
    ])
  })
  test('a batch in a batch is filtered, by its name and its index', () => {
    expect(run(batch('batch_all', value(batch('batch', good()))))).toEqual(['System.ExtrinsicFailed System.CallFiltered'])
    const hidden = value(callOf(chain, 'Utility', 'as_derivative', { index: 0, call: value(batch('batch', good())) }))
    expect(run(batch('batch_all', hidden))).toEqual(['System.ExtrinsicFailed System.CallFiltered'])
  })
  test('10,922 calls are enough', () => {
    const remark = value(callOf(chain, 'System', 'remark', { remark: new Uint8Array() }))
    expect(run(batch('batch', ...Array(10_923).fill(remark)))).toEqual(['System.ExtrinsicFailed Utility.TooManyCalls'])
  })
  test('as_derivative acts as the account of the vectors', () => {
    const [{ who, index, address }] = vectors.asDerivative as [{ who: string; index: number; address: string }]
    expect(derivedAccount(who, index)).toBe(address)
    run(transfer(address, 5_000n))
    const call = value(transfer(fresh(5), 1_000n))
    expect(run(callOf(chain, 'Utility', 'as_derivative', { index, call })).at(-1)).toBe('System.ExtrinsicSuccess')
    expect([free(address), free(fresh(5))]).toEqual([4_000n, 1_000n])
  })
  test('if_else', () => {
    const either = (main: unknown, fallback: unknown) => callOf(chain, 'Utility', 'if_else', { main, fallback })
    expect(run(either(bad(), good()))).toContain('Utility.IfElseFallbackCalled Token.BelowMinimum')
    expect(run(either(good(), bad()))).toContain('Utility.IfElseMainSuccess')
    expect(run(either(bad(), bad()))).toEqual(['System.ExtrinsicFailed Token.BelowMinimum'])
  })
  test('a module error has the bytes of the vectors', () => {
    for (const { pallet, error, dispatchErrorModule } of vectors.moduleErrors) {
      const codec = client().buildDefinition(dispatchErrorType())
      expect(errorName(codec.dec(dispatchErrorModule))).toBe(`${pallet}.${error}`)
    }
    expect(vectors.moduleErrors.length).toBeGreaterThan(0)
  })
  function dispatchErrorType(): number {
    const { lookup } = chain.built.unified
    return lookup.findIndex(({ path }) => path.join('::') === 'sp_runtime::DispatchError')
  }
})

describe('blocks', () => {
  test('numbers, parents and hashes hang together, and the timestamp rises though the clock stands still', () => {
    for (let i = 0; i < 5; i++) chain.produce()
    const now = chain.built.builder.buildStorage('Timestamp', 'Now')
    const times = chain.blocks.slice(1).map((block) => now.value.dec(chain.read(block, now.keys.enc()) as string) as bigint)
    expect(times).toEqual([...new Set(times)].sort((a, b) => Number(a - b)))
    expect(times[0]).toBe(1_000n)
    for (const [number, block] of chain.blocks.entries()) {
      expect(ask('chain_getBlockHash', number)).toBe(block.hash)
      expect(ask('chain_getHeader', block.hash)).toMatchObject({ number: `0x${number.toString(16)}` })
      expect(block.header.parentHash).toBe(chain.blocks[number - 1]?.hash ?? `0x${'00'.repeat(32)}`)
    }
    expect(ask('chain_getBlockHash', [0, 1, 99])).toEqual([chain.genesisHash, chain.blocks[1]?.hash, null])
    expect(ask('chain_getBlockHash')).toBe(chain.best.hash)
    expect(ask('chain_getBlock', '0x00')).toBeNull()
  })

  test('a block is final two blocks later, unless finality is held', () => {
    const final: number[] = []
    chain.listeners.finalised.add((block) => final.push(block.number))
    const seen: Status[] = []
    chain.submit(signed(chain, alice.address, alice, transfer(bob.address, 1_000n)), (status) => seen.push(status))
    const { hash, number } = chain.produce()
    chain.produce()
    expect(seen).toEqual(['ready', { inBlock: hash }])
    expect(final).not.toContain(number)
    chain.held.finality = true
    chain.produce()
    expect(final).not.toContain(number)
    chain.held.finality = false
    chain.produce()
    expect(final).toContain(number)
    expect(seen).toEqual(['ready', { inBlock: hash }, { finalized: hash }])
    expect(ask('chain_getFinalizedHead')).toBe(chain.blocks[chain.best.number - 2]?.hash)
  })

  test('a reorganisation undoes what is not final, tells it, and the transaction comes into another block', () => {
    const seen: Status[] = []
    const before = free(bob.address)
    chain.produce()
    chain.submit(signed(chain, alice.address, alice, transfer(bob.address, 1_000n)), (status) => seen.push(status))
    const gone = chain.produce()
    expect(free(bob.address)).toBe(before + 1_000n)
    chain.reorganise(100)
    expect(chain.best.number).toBe(chain.finalised)
    expect(free(bob.address)).toBe(before)
    expect(ask('chain_getBlock', gone.hash)).toBeNull()
    const next = chain.produce()
    expect(next.hash).not.toBe(gone.hash)
    expect(free(bob.address)).toBe(before + 1_000n)
    expect(seen).toEqual(['ready', { inBlock: gone.hash }, { retracted: gone.hash }, { inBlock: next.hash }])
  })

  test('a balance that was set waits for the next block, and a reorganisation does not lose it', () => {
    chain.produce()
    run(transfer(bob.address, 1_000n))
    chain.setBalance(bob.address, 77_777n)
    const told = () => {
      const codec = chain.built.builder.buildStorage('System', 'Account')
      return (codec.value.dec(ask('state_getStorage', codec.keys.enc(bob.address)) as string) as { data: { free: bigint } }).data.free
    }
    expect(told()).toBe(1_000_000_000_001_000n)
    chain.reorganise(1)
    expect(told()).toBe(1_000_000_000_000_000n)
    chain.produce()
    // The transfer that was undone came again, on top of it.
    expect(told()).toBe(78_777n)
  })

  test('old states can be read at their block, those beyond the window are discarded', () => {
    const codec = chain.built.builder.buildStorage('System', 'Account')
    const at = (block: Block) => ask('state_getStorage', codec.keys.enc(bob.address), block.hash)
    const early = chain.best
    run(transfer(bob.address, 1_000n))
    const late = chain.best
    run(transfer(bob.address, 1_000n))
    const told = [early, late, chain.best].map(
      (block) => (codec.value.dec(at(block) as string) as { data: { free: bigint } }).data.free - 1_000_000_000_000_000n,
    )
    expect(told).toEqual([0n, 1_000n, 2_000n])
    for (let i = 0; i < 2_650; i++) chain.produce()
    expect(() => at(early)).toThrow('State already discarded')
    expect(() => ask('state_getStorage', codec.keys.enc(bob.address), `0x${'ab'.repeat(32)}`)).toThrow('unknown block')
  })

  test('after an upgrade each block answers with its own version, and an undone upgrade comes again', () => {
    const before = chain.produce()
    chain.held.finality = true
    chain.upgrade(467)
    const after = chain.produce()
    const spec = (...at: string[]) => (ask('state_getRuntimeVersion', ...at) as { specVersion: number }).specVersion
    expect([spec(), spec(before.hash), spec(after.hash)]).toEqual([467, 424, 467])
    const metadata = (at: string) => ask('state_call', 'Metadata_metadata_at_version', '0x10000000', at)
    expect(metadata(before.hash)).not.toBe(metadata(after.hash))
    chain.reorganise(1)
    expect(spec()).toBe(424)
    chain.produce()
    expect(spec()).toBe(467)
  })

  test('it may say that it began with any hash, and is that chain to all who sign for it', async () => {
    const genesisHash = `0x${'2f'.repeat(32)}`
    const chain = await Chain.create({ genesisHash })
    for (let i = 0; i < 4; i++) chain.produce()
    expect([chain.genesisHash, chain.blocks[1]?.header.parentHash]).toEqual([genesisHash, genesisHash])
    const call = callOf(chain, 'System', 'remark', { remark: new Uint8Array(4) })
    expect(() => chain.submit(signed(chain, alice.address, alice, call, { genesisHash: `0x${'11'.repeat(32)}` }))).toThrow()
    expect(() => chain.submit(signed(chain, alice.address, alice, call))).not.toThrow()
  })

  test('another seed or another runtime is another genesis; the same is the same', async () => {
    const hashes = await Promise.all([Chain.create(), Chain.create(), Chain.create({ seed: 'x' }), Chain.create({ specVersion: 425 })])
    expect(new Set(hashes.map((each) => each.genesisHash)).size).toBe(3)
    expect(hashes[0]?.genesisHash).toBe(hashes[1]?.genesisHash)
  })

  test.each<[string, () => void]>([
    [
      'that throws',
      () => {
        throw new Error('a mistake')
      },
    ],
    ['whose event cannot be written down', (context?: Context) => context?.deposit('Balances', 'Transfer', { from: 5 })],
  ])('a mistake in a pallet %s costs its transaction, not the chain', (_name, act) => {
    vi.spyOn(balances.run as Record<string, () => void>, 'transfer_keep_alive').mockImplementation(act)
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const seen: Status[] = []
    chain.submit(signed(chain, alice.address, alice, transfer(bob.address, 1_000n)), (status) => seen.push(status))
    chain.produce()
    expect(seen).toEqual(['ready', 'invalid'])
    expect(told).toHaveBeenCalledOnce()
    expect(chain.account(alice.address)).toMatchObject({ nonce: 0, data: { free: 1_000_000_000_000_000n } })
    expect(events(chain.best, 1)).toEqual([])
  })
})
