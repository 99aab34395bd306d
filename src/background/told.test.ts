import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWiretap } from '../../e2e/fixtures/wiretap'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { networks } from '../chain'
import { toHex } from '../units'
import { resultOf, until } from './fixtures/computer'
import { accountOf, approveShown, bring, connect, createWorld, keptOf, payloadOf, secret, shown, transferOf } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const TAO = 1_000_000_000n
const [FIRST = '', SECOND = ''] = networks.finney.hosts.map(({ url }) => url)
let node: Localnet
const taps: Awaited<ReturnType<typeof startWiretap>>[] = []
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual', nodes: 2, genesisHash: networks.finney.genesisHash as string })
  for (const { url } of node.nodes) taps.push(await startWiretap(url))
  node.produce(3)
})
afterAll(async () => {
  for (const each of taps) await each.close()
  await node.close()
})

test('of five accounts a second operator is told the one that signs, when it is about to, and no other (PRV-03)', async () => {
  const [used, second] = taps as [(typeof taps)[number], (typeof taps)[number]]
  const world = await createWorld(node, { [FIRST]: used.url, [SECOND]: second.url })
  const { popup, address, id, secondId } = world
  const more = keptOf(
    await popup.ask('addAccounts', {
      commandId: 'three more',
      keys: [3, 4, 5].map((n) => bring({ ...secret, path: `//${n}` }, { name: `Account ${n}` })),
    }),
  )
  const others = [secondId, ...more.map((each) => each.id)]
  expect(others).toHaveLength(4)
  const knows = (tap: typeof used, account: string) => tap.heard.some((text) => text.includes(account.slice(2)))
  await until(() => {
    node.produce()
    world.computer.clock.ahead += 20_000
    return [id, ...others].every((each) => knows(used, each))
  }, 60_000)
  // A whole look at five accounts, and the second operator knows of none.
  expect([id, ...others].filter((each) => knows(second, each))).toEqual([])
  await until(() => popup.views.network.best === node.chain.best.number)
  const page = await connect(world, [id, ...others])
  expect([id, ...others].filter((each) => knows(second, each))).toEqual([])

  const answer = page.ask('signPayload', payloadOf(node, address, transferOf(node, BOB, TAO)))
  await shown(popup, 'transaction')
  resultOf(await approveShown(popup))
  resultOf(await answer)
  expect(knows(second, toHex(accountOf(address)))).toBe(true)
  expect(others.filter((each) => knows(second, each))).toEqual([])
  // Nor whom it pays.
  expect(knows(second, toHex(accountOf(BOB)))).toBe(false)
})
