import { createClient } from 'polkadot-api'
import { getPolkadotSigner } from 'polkadot-api/signer'
import { getWsProvider } from 'polkadot-api/ws'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { developmentAccounts, type Localnet, startLocalnet } from './index'
import { largeOn, SUBNETS } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** What is used here of a client that knows the chain by its metadata alone. */
type Result = { ok: boolean; block: { hash: string }; events: { type: string; value: { type: string } }[]; dispatchError?: unknown }
type Transaction = {
  getEstimatedFees(from: string): Promise<bigint>
  signAndSubmit(signer: ReturnType<typeof signerOf>): Promise<Result>
}
type Api = {
  query: Record<string, Record<string, { getValue(...keys: unknown[]): Promise<unknown>; getEntries(): Promise<unknown[]> }>>
  constants: Record<string, Record<string, () => Promise<unknown>>>
  apis: Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>
  tx: Record<string, Record<string, (args: object) => Transaction>>
}
const connect = (url: string) => {
  const client = createClient(getWsProvider(url, { websocketClass: WebSocket as never }))
  return { client, api: client.getUnsafeApi() as unknown as Api }
}
type Person = ReturnType<typeof developmentAccounts>[number]
const signerOf = ({ accountId, sign }: Person) => getPolkadotSigner(accountId, 'Sr25519', sign)
const names = ({ events }: Result) => events.map(({ type, value }) => `${type}.${value.type}`)

let localnet: Localnet
let connection: ReturnType<typeof connect>
let alice: Person
let bob: Person
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 100 })
  ;[alice, bob] = developmentAccounts() as [Person, Person]
  connection = connect(localnet.url)
})
afterAll(async () => {
  connection?.client.destroy()
  await localnet?.close()
})
async function free(address: string): Promise<bigint | undefined> {
  const account = (await connection.api.query.System?.Account?.getValue(address)) as { data: { free: bigint } } | undefined
  return account?.data.free
}
const transfer = (value: bigint, { api } = connection) =>
  api.tx.Balances?.transfer_keep_alive?.({ dest: { type: 'Id', value: bob.address }, value }) as Transaction

test('polkadot-api connects and reads: storage, constants and runtime calls', async () => {
  const { client, api } = connection
  expect(await client.getChainSpecData()).toMatchObject({ name: 'Bittensor', genesisHash: localnet.genesisHash })
  expect(await api.constants.Balances?.ExistentialDeposit?.()).toBe(500n)
  expect(await api.query.System?.Account?.getEntries()).toHaveLength(developmentAccounts().length)
  expect(await api.apis.Core?.version?.()).toMatchObject({ spec_name: 'node-subtensor', spec_version: 424 })
  expect(await api.apis.SwapRuntimeApi?.current_alpha_price_all?.()).toHaveLength(SUBNETS + 1)
  // Everything went by the methods of the interface spec.
  expect([...localnet.asked.keys()].filter((each) => /^(chain|state|author|system)_/.test(each))).toEqual([])
})

test('polkadot-api transfers, and both balances are exact', async () => {
  const before = [await free(alice.address), await free(bob.address)] as const
  const fee = await transfer(1_500_000_000n).getEstimatedFees(alice.address)
  const result = await transfer(1_500_000_000n).signAndSubmit(signerOf(alice))
  expect(result.ok).toBe(true)
  expect(names(result)).toEqual([
    'Balances.Withdraw',
    'Balances.Transfer',
    'TransactionPayment.TransactionFeePaid',
    'System.ExtrinsicSuccess',
  ])
  expect(await free(bob.address)).toBe((before[1] ?? 0n) + 1_500_000_000n)
  expect(await free(alice.address)).toBe((before[0] ?? 0n) - 1_500_000_000n - fee)
  await expect(transfer(10n ** 18n).signAndSubmit(signerOf(bob))).resolves.toMatchObject({ ok: false })
})

test('polkadot-api stakes with a limit', async () => {
  const { api } = connection
  const hotkey = largeOn(30)
  const prices = (await api.apis.SwapRuntimeApi?.current_alpha_price_all?.()) as { netuid: number; price: bigint }[]
  const limit_price = ((prices.find(({ netuid }) => netuid === 30)?.price ?? 0n) * 105n) / 100n
  const order = { hotkey, netuid: 30, amount_staked: 1_000_000_000n, limit_price, allow_partial: false }
  const stake = api.tx.SubtensorModule?.add_stake_limit?.(order) as Transaction
  const result = await stake.signAndSubmit(signerOf(alice))
  expect(result.ok).toBe(true)
  expect(names(result)).toContain('SubtensorModule.StakeAdded')
})

test('polkadot-api follows a reorganisation', async () => {
  localnet.control({ reorganise: 1, produce: 1 })
  expect(await transfer(2_000n).signAndSubmit(signerOf(alice))).toMatchObject({ ok: true })
})

test('polkadot-api comes back after a lost connection', async () => {
  localnet.drop()
  await expect.poll(() => localnet.connections(), { timeout: 20_000 }).toBe(1)
  expect(await transfer(4_000n).signAndSubmit(signerOf(alice))).toMatchObject({ ok: true })
})

test('polkadot-api transfers on a chain that poses as finney, from its first blocks on', async () => {
  const genesisHash = '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
  const posing = await startLocalnet({ blockTimeMs: 100, genesisHash })
  const own = connect(posing.url)
  expect(await own.client.getChainSpecData()).toMatchObject({ genesisHash })
  expect(await transfer(5_000n, own).signAndSubmit(signerOf(alice))).toMatchObject({ ok: true })
  own.client.destroy()
  await posing.close()
})

// Last: 2.2.2 looks without an end for the block of an upgrade among the final blocks that it is told of when it connects.
test('polkadot-api follows an upgrade', async () => {
  localnet.control({ upgrade: 475 })
  const version = async () => (await connection.api.apis.Core?.version?.()) as { spec_version: number }
  await expect.poll(async () => (await version()).spec_version, { timeout: 20_000 }).toBe(475)
  expect(await transfer(3_000n).signAndSubmit(signerOf(alice))).toMatchObject({ ok: true })
})
