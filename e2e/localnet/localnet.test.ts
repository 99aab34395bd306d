import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { developmentAccounts, type Localnet, startLocalnet } from './index'

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
