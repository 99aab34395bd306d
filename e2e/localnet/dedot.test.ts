import { createRequire } from 'node:module'
import { DedotClient, WsProvider } from 'dedot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from './index'
import { largeOn, SUBNETS } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
// As a client would load them: without the wallet's aliases.
const require = createRequire(import.meta.url)
const { Keyring } = require('@polkadot/keyring') as typeof import('@polkadot/keyring')
const { cryptoWaitReady } = require('@polkadot/util-crypto') as typeof import('@polkadot/util-crypto')

/** What is used here of a client that knows the chain by its metadata alone. */
type Result = {
  status: { type: string; value: { blockNumber: number; error?: string } }
  events: { event: { pallet: string; palletEvent: { name: string } } }[]
  dispatchError?: unknown
}
type Transaction = {
  paymentInfo(who: string): Promise<{ partialFee: bigint }>
  signAndSend(pair: unknown): { untilFinalized(): Promise<Result> }
}
type Client = {
  genesisHash: string
  runtimeVersion: { specVersion: number }
  consts: Record<string, Record<string, unknown>>
  query: Record<string, Record<string, (...keys: unknown[]) => Promise<unknown>>>
  call: Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>
  tx: Record<string, Record<string, (...args: unknown[]) => Transaction>>
  disconnect(): Promise<void>
}
const connect = async (url: string) => (await DedotClient.new({ provider: new WsProvider(url), rpcVersion: 'v2' })) as unknown as Client

let localnet: Localnet
let client: Client
let pair: unknown
let alice: string
let bob: string
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 100 })
  ;[alice, bob] = developmentAccounts().map(({ address }) => address) as [string, string]
  await cryptoWaitReady()
  pair = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  client = await connect(localnet.url)
})
afterAll(async () => {
  await client?.disconnect()
  await localnet?.close()
})
async function free(address: string): Promise<bigint | undefined> {
  const account = (await client.query.system?.account?.(address)) as { data: { free: bigint } } | undefined
  return account?.data.free
}
const transfer = (value: bigint, by = client) => by.tx.balances?.transferKeepAlive?.(bob, value) as Transaction
/** Sends, and waits until it is final. @returns the names of its events */
async function finals(call: Transaction): Promise<string[]> {
  const { status, events, dispatchError } = await call.signAndSend(pair).untilFinalized()
  expect([status.type, dispatchError]).toEqual(['Finalized', undefined])
  return events.map(({ event }) => `${event.pallet}.${event.palletEvent.name}`)
}

test('dedot connects and reads: storage, constants and runtime calls', async () => {
  expect(client.genesisHash).toBe(localnet.genesisHash)
  expect(client.runtimeVersion.specVersion).toBe(424)
  expect(client.consts.balances?.existentialDeposit).toBe(500n)
  expect(await client.call.core?.version?.()).toMatchObject({ specName: 'node-subtensor', specVersion: 424 })
  expect(await client.call.swapRuntimeApi?.currentAlphaPriceAll?.()).toHaveLength(SUBNETS + 1)
  expect(await free(bob)).toBe(localnet.chain.account(bob).data.free)
  // Everything went by the methods of the interface spec.
  expect([...localnet.asked.keys()].filter((each) => /^(chain|state|author|system)_/.test(each))).toEqual([])
})

test('dedot transfers, and both balances are exact', async () => {
  const before = [await free(alice), await free(bob)] as const
  const { partialFee } = await transfer(1_500_000_000n).paymentInfo(alice)
  expect(await finals(transfer(1_500_000_000n))).toEqual([
    'Balances.Withdraw',
    'Balances.Transfer',
    'TransactionPayment.TransactionFeePaid',
    'System.ExtrinsicSuccess',
  ])
  expect(await free(bob)).toBe((before[1] ?? 0n) + 1_500_000_000n)
  expect(await free(alice)).toBe((before[0] ?? 0n) - 1_500_000_000n - partialFee)
})

test('dedot stakes with a limit', async () => {
  const prices = (await client.call.swapRuntimeApi?.currentAlphaPriceAll?.()) as { netuid: number; price: bigint }[]
  const limit = ((prices.find(({ netuid }) => netuid === 30)?.price ?? 0n) * 105n) / 100n
  const call = client.tx.subtensorModule?.addStakeLimit?.(largeOn(30), 30, 1_000_000_000n, limit, false) as Transaction
  expect(await finals(call)).toContain('SubtensorModule.StakeAdded')
})

test('dedot follows a reorganisation', async () => {
  localnet.control({ reorganise: 1, produce: 1 })
  expect(await finals(transfer(2_000n))).toContain('Balances.Transfer')
})

test('dedot follows an upgrade', async () => {
  localnet.control({ upgrade: 475, produce: 1 })
  const { number } = localnet.chain.best
  await expect.poll(() => client.runtimeVersion.specVersion, { timeout: 20_000 }).toBe(475)
  // It has its transactions judged by the newest final block, and they are signed for the new runtime.
  await expect.poll(() => localnet.chain.finalised, { timeout: 20_000 }).toBeGreaterThan(number)
  expect(await finals(transfer(3_000n))).toContain('Balances.Transfer')
})

test('dedot comes back after a lost connection', async () => {
  localnet.drop()
  await expect.poll(() => localnet.connections(), { timeout: 20_000 }).toBe(1)
  expect(await finals(transfer(4_000n))).toContain('Balances.Transfer')
})

test('dedot transfers on a chain that poses as finney, from its first blocks on', async () => {
  const genesisHash = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
  const posing = await startLocalnet({ blockTimeMs: 100, genesisHash })
  const own = await connect(posing.url)
  expect(own.genesisHash).toBe(genesisHash)
  expect(await finals(transfer(5_000n, own))).toContain('Balances.Transfer')
  await own.disconnect()
  await posing.close()
})
