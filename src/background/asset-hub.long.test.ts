import type { Signer } from '@polkadot/api/types'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type AssetHub, ROC, startAssetHub } from '../../e2e/fixtures/asset-hub'
import type { PagePayload } from '../messaging'
import { codeOf, createComputer, resultOf, until } from './fixtures/computer'
import { bring, connect, keptOf, openPopup, password, rest, secret, shown } from './fixtures/world'

// A chain that nobody here wrote, and a page that is @polkadot/api: the wallet knows of both only what they say.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TIP = ROC / 1_000n
let hub: AssetHub
beforeAll(async () => {
  hub = await startAssetHub()
})
afterAll(() => hub?.close())

/** A wallet whose one account has money on Asset Hub, and a site that sees it. */
async function arrive() {
  const computer = createComputer()
  const popup = await openPopup(computer)
  const keys = [bring(secret, { name: 'Main' })]
  const [account] = keptOf(await popup.ask('createWallet', { commandId: 'the first', password, keys }))
  if (!account) throw new Error('no account')
  await hub.give(account.address, 1_000n * ROC)
  resultOf(await popup.ask('chooseNetwork', { id: 'local', host: hub.url, password }))
  await until(() => popup.views.network?.phase === 'online', 60_000)
  const page = await connect({ computer, popup }, [account.id])
  /** As a page has its wallet; what @polkadot/api leaves undefined does not cross. */
  const signer: Signer = {
    signPayload: async (payload) => ({
      id: 1,
      ...resultOf<{ signature: `0x${string}` }>(await page.ask('signPayload', payload as PagePayload)),
    }),
  }
  return { computer, popup, page, signer, ...account }
}

test.each([false, true])('a transfer on Asset Hub is shown in its own unit, signed and included (may be changed: %s)', async (altered) => {
  const { computer, popup, signer, address, id } = await arrive()
  await until(() => popup.views.balances.byAccount[id]?.free === String(1_000n * ROC), 60_000)
  expect(popup.views.network).toMatchObject({ token: { symbol: 'ROC', decimals: 12 }, specVersion: 900 })
  expect(hub.api.registry.signedExtensions.at(-1)).toBe('ChargeAssetTxPayment')
  const [before, bob] = [await hub.account(address), await hub.account(BOB)]
  const sent = hub.send(BOB, 5n * ROC, address, { signer, tip: TIP, withSignedTransaction: altered })
  const card = await Promise.race([shown(popup, 'transaction'), sent.then(() => Promise.reject(new Error('it went without a question')))])
  expect(card).toMatchObject({
    token: { symbol: 'ROC', decimals: 12 },
    verified: 'trusted-local',
    tip: String(TIP),
    free: String(1_000n * ROC),
    // Its metadata is V14, which tells of no runtime call: nothing that the node might answer could be read.
    fee: null,
    explanation: {
      outflow: String(5n * ROC),
      leaves: [{ call: 'Balances.transfer_keep_alive', fact: { kind: 'transfer', amount: String(5n * ROC), to: { address: BOB } } }],
    },
  })
  expect(card.explanation.risks.map(({ id }) => id).sort()).toEqual(['network-local', 'site-new'])
  resultOf(await popup.ask('approve', { id: card.id, hash: card.hash }))
  expect(await sent).toEqual(expect.arrayContaining(['balances.Transfer', 'system.ExtrinsicSuccess']))
  const [after, paid] = [await hub.account(address), await hub.account(BOB)]
  expect(paid.free - bob.free).toBe(5n * ROC)
  expect(after.nonce).toBe(before.nonce + 1)
  const taken = before.free - after.free - 5n * ROC
  expect(taken > TIP && taken < ROC / 10n).toBe(true)
  await rest({ computer, popup })
  const entry = await until(() => popup.views.activity.first.find(({ status }) => status.phase === 'final'), 60_000)
  // No event of this runtime names the fee.
  expect(entry).toMatchObject({ status: { ok: true }, fee: null })
})

test('what would pay its fee in an asset is refused, and so is what Kluis itself makes of TAO', async () => {
  const { popup, page, signer, address, id } = await arrive()
  const before = await hub.account(address)
  const asset = hub.send(BOB, ROC, address, { signer, assetId: 1 })
  await expect(asset).rejects.toThrow('payload-other-chain')
  expect(
    codeOf(await popup.ask('prepareTransfer', { commandId: 'an own one', from: id, to: BOB, amount: '5', keepAlive: true, hotkey: false })),
  ).toBe('token-other')
  expect(popup.views.requests.items).toEqual([])
  expect(await hub.account(address)).toEqual(before)
  page.leave()
})
