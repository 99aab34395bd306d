import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from './index'
import { largeOn, SUBNETS } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
// As a client would load them: without the wallet's aliases.
const require = createRequire(import.meta.url)
const { ApiPromise, WsProvider } = require('@polkadot/api') as typeof import('@polkadot/api')
const { Keyring } = require('@polkadot/keyring') as typeof import('@polkadot/keyring')
const { cryptoWaitReady } = require('@polkadot/util-crypto') as typeof import('@polkadot/util-crypto')

type Account = { data: { free: bigint } }
let localnet: Localnet
let api: InstanceType<typeof ApiPromise>
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 100 })
  await cryptoWaitReady()
  api = await ApiPromise.create({ provider: new WsProvider(localnet.url) as never, noInitWarn: true })
}, 30_000)
afterAll(async () => {
  await api?.disconnect()
  await localnet?.close()
})

test('@polkadot/api connects, reads and transfers, and both balances are exact', async () => {
  expect(api.runtimeVersion.specVersion.toNumber()).toBe(424)
  expect(api.genesisHash.toHex()).toBe(localnet.genesisHash)
  expect(api.consts.balances?.existentialDeposit?.toString()).toBe('500')
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  const [, bob] = developmentAccounts()
  if (!bob) throw new Error('no //Bob')
  const free = async (address: string) =>
    BigInt(((await api.query.system?.account?.(address)) as unknown as Account | undefined)?.data.free.toString() ?? -1)
  const before = [await free(alice.address), await free(bob.address)] as const
  const transfer = api.tx.balances?.transferKeepAlive?.(bob.address, 1_500_000_000n)
  if (!transfer) throw new Error('no transferKeepAlive')
  const estimate = BigInt((await transfer.paymentInfo(alice)).partialFee.toString())
  const seen: string[] = []
  let events: string[] = []
  await new Promise<void>((resolve, reject) => {
    transfer
      .signAndSend(alice, ({ status, events: found, dispatchError }) => {
        seen.push(status.type)
        if (dispatchError) reject(new Error(dispatchError.toString()))
        if (found.length) events = found.map(({ event }) => `${event.section}.${event.method}`)
        if (status.isFinalized) resolve()
      })
      .catch(reject)
  })
  expect(seen).toEqual(expect.arrayContaining(['Ready', 'InBlock', 'Finalized']))
  expect(events).toEqual(['balances.Withdraw', 'balances.Transfer', 'transactionPayment.TransactionFeePaid', 'system.ExtrinsicSuccess'])
  expect(await free(bob.address)).toBe(before[1] + 1_500_000_000n)
  expect(await free(alice.address)).toBe(before[0] - 1_500_000_000n - estimate)
}, 20_000)

/** Signs and sends, and waits until it is in a block. @returns the names of its events, and of its error */
async function included(call: ReturnType<typeof transferOf>, options: object = {}): Promise<{ events: string[]; error: string | null }> {
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
  return new Promise((resolve, reject) => {
    call
      .signAndSend(alice, options, ({ status, events, dispatchError }) => {
        if (!status.isInBlock) return
        const meta = dispatchError?.isModule ? api.registry.findMetaError(dispatchError.asModule) : undefined
        resolve({
          events: events.map(({ event }) => `${event.section}.${event.method}`),
          error: meta ? `${meta.section}.${meta.name}` : (dispatchError?.toString() ?? null),
        })
      })
      .catch(reject)
  })
}
function transferOf(to: string, amount: bigint) {
  const made = api.tx.balances?.transferKeepAlive?.(to, amount)
  if (!made) throw new Error('no transferKeepAlive')
  return made
}

test('@polkadot/api names what failed, also in a batch', async () => {
  const poor = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
  expect(await included(transferOf(poor, 1n))).toMatchObject({ error: '{"token":"BelowMinimum"}' })
  const batch = (...calls: ReturnType<typeof transferOf>[]) => api.tx.utility?.batch?.(calls) as ReturnType<typeof transferOf>
  expect(await included(batch(transferOf(poor, 1_000n), transferOf(poor, 2n), batch()))).toMatchObject({
    error: null,
    events: expect.arrayContaining(['utility.ItemCompleted', 'utility.BatchInterrupted', 'system.ExtrinsicSuccess']),
  })
  expect(await included(api.tx.utility?.batchAll?.([batch()]) as ReturnType<typeof transferOf>)).toMatchObject({
    error: 'system.CallFiltered',
  })
}, 20_000)

test('@polkadot/api signs with the digest: the right one is taken, another is refused with the words of a node', async () => {
  const [, bob] = developmentAccounts()
  const right = `0x${Buffer.from(localnet.chain.digest()).toString('hex')}`
  const call = () => transferOf(bob?.address ?? '', 1_000n)
  expect(await included(call(), { mode: 1, metadataHash: right })).toMatchObject({ error: null })
  await expect(included(call(), { mode: 1, metadataHash: `0x${'11'.repeat(32)}` })).rejects.toThrow(
    '1010: Invalid Transaction: Transaction has a bad signature',
  )
  await expect(included(call(), { nonce: 0 })).rejects.toThrow('1010: Invalid Transaction: Transaction is outdated')
  await expect(included(call(), { tip: 10n ** 18n })).rejects.toThrow('1010: Invalid Transaction: Inability to pay some fees')
}, 20_000)

test('@polkadot/api stakes with a limit, and reads the position as an answer of the runtime and as shares', async () => {
  const [, bob] = developmentAccounts()
  const hotkey = largeOn(30)
  const prices = (await api.call.swapRuntimeApi?.currentAlphaPriceAll?.()) as unknown as {
    netuid: unknown
    price: { toBigInt(): bigint }
  }[]
  expect(prices).toHaveLength(SUBNETS + 1)
  const limit = ((prices[30]?.price.toBigInt() ?? 0n) * 105n) / 100n
  const call = api.tx.subtensorModule?.addStakeLimit?.(hotkey, 30, 1_000_000_000n, limit, false) as ReturnType<typeof transferOf>
  expect(await included(call)).toMatchObject({
    error: null,
    events: ['balances.Withdraw', 'subtensorModule.StakeAdded', 'transactionPayment.TransactionFeePaid', 'system.ExtrinsicSuccess'],
  })
  const told = (await api.call.stakeInfoRuntimeApi?.getStakeInfoForColdkeys?.([bob?.address])) as unknown as [
    unknown,
    { stake: unknown }[],
  ][]
  expect(told[0]?.[1].map(({ stake }) => String(stake))).toContain('500000000000')
  const share = (await api.query.subtensorModule?.alphaV2?.(hotkey, bob?.address, 30)) as unknown as { mantissa: { isZero(): boolean } }
  expect(share.mantissa.isZero()).toBe(true)
  const poor = api.tx.subtensorModule?.addStake?.(hotkey, 30, 1_000n) as ReturnType<typeof transferOf>
  await expect(included(poor)).rejects.toThrow('1010: Invalid Transaction: Custom error: 1')
}, 20_000)

test('@polkadot/api follows an upgrade and a lost connection', async () => {
  localnet.control({ upgrade: 475 })
  await expect.poll(() => api.runtimeVersion.specVersion.toNumber(), { timeout: 20_000 }).toBe(475)
  const [, bob] = developmentAccounts()
  const back = new Promise<void>((resolve) => api.once('connected', () => resolve()))
  localnet.drop()
  await back
  await api.isReady
  expect(await included(transferOf(bob?.address ?? '', 1_000n))).toMatchObject({ error: null })
}, 20_000)
