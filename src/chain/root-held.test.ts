import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { judgeRemove } from '../../e2e/localnet/pallets/subtensor/checks'
import { NEXT } from '../../e2e/localnet/runtimes'
import { callOf, signed } from '../../e2e/localnet/signed'
import { largeOn, validators } from '../../e2e/localnet/world'
import { decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { readMoney } from './money'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const TAO = 10n ** 9n
const idOf = (address: string) => toHex(decodeAddress(address).accountId)
let other: string
let alice: ReturnType<typeof developmentAccounts>[number]
let node: InProcessNode
let live: Live
async function begin(specVersion: number): Promise<() => void> {
  node = await createNode(await Chain.create({ specVersion }))
  for (let i = 0; i < 3; i++) node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
}
beforeAll(async () => {
  await createNode()
  alice = developmentAccounts()[0] as typeof alice
  other = validators()[20]?.hotkey as string
})

const hold = (blocks: bigint) => node.chain.overwrite('SubtensorModule', 'RootStakeUnlockInterval', [], blocks)
const stake = (hotkey: string, netuid = 0) => {
  const call = callOf(node.chain, 'SubtensorModule', 'add_stake', { hotkey, netuid, amount_staked: 5n * TAO })
  node.chain.submit(signed(node.chain, alice.address, alice, call))
  node.chain.produce()
}
/** Of each root stake, whether the wallet says that it is held, and for how many blocks; none where it is not. */
async function told(): Promise<[hotkey: string, blocks: number | undefined][]> {
  await expect.poll(() => live.head()?.number).toBe(node.chain.best.number)
  const positions = (await readMoney(live, [idOf(alice.address)])).byAccount.get(idOf(alice.address))?.positions ?? []
  expect(positions.filter(({ netuid, heldBlocks }) => netuid !== 0 && heldBlocks !== undefined)).toEqual([])
  return positions.filter(({ netuid }) => netuid === 0).map(({ hotkey, heldBlocks }) => [encodeAddress(fromHex(hotkey)), heldBlocks])
}
const refusal = (hotkey: string) =>
  judgeRemove(node.chain.at(node.chain.best), alice.address, { hotkey, netuid: 0, amount_unstaked: TAO }).refused
/** The messages of one look, each as its questions. */
const messages = (since: number) =>
  node.received.slice(since).map((each) => [JSON.parse(each)].flat() as { method: string; params: unknown[] }[])

describe('root stake that the chain holds', () => {
  beforeEach(() => begin(NEXT))

  test('is told with each validator by itself for as long as the chain refuses to let it go, and no block longer', async () => {
    hold(6n)
    stake(other)
    node.chain.produce()
    stake(largeOn(0))
    const seen: (number | undefined)[] = []
    for (let i = 0; i < 8; i++) {
      const now = await told()
      expect(now.map(([hotkey]) => hotkey).sort()).toEqual([largeOn(0), other].sort())
      for (const [hotkey, blocks] of now)
        expect(blocks === undefined ? undefined : 'SubtensorModule.RootStakeLocked', hotkey).toBe(refusal(hotkey))
      seen.push(now.find(([hotkey]) => hotkey === largeOn(0))?.[1])
      node.chain.produce()
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, undefined, undefined])
  })

  test('of which no block was written is held as since the first one', async () => {
    hold(9n)
    node.chain.produce()
    const now = node.chain.best.number
    expect([await told(), refusal(largeOn(0))]).toEqual([[[largeOn(0), 9 - now]], 'SubtensorModule.RootStakeLocked'])
    for (let i = now; i < 9; i++) node.chain.produce()
    expect([await told(), refusal(largeOn(0))]).toEqual([[[largeOn(0), undefined]], undefined])
  })

  test('is asked for in one question more, at the block of all else; where nothing can be held, in none', async () => {
    const item = live.runtime.storage('SubtensorModule', 'LastColdkeyHotkeyStakeBlock')
    const stamp = item.key(alice.address, largeOn(0))
    const look = async () => {
      const since = node.received.length
      await told()
      return messages(since).filter((all) => all.every(({ method }) => /^state_(call|queryStorageAt)$/.test(method)))
    }
    const free = await look()
    expect(free.map(({ length }) => length)).toEqual([1, 2, 1])
    expect(JSON.stringify(free)).not.toContain(stamp)
    hold(6n)
    node.chain.produce()
    const held = await look()
    // Those that a look has anyway, and one.
    expect(held.map(({ length }) => length)).toEqual([1, 2, 1, 1])
    expect(held.flatMap((all) => all.filter(({ method }) => method !== 'state_call'))).toHaveLength(2)
    expect(held.filter((all) => JSON.stringify(all).includes(stamp))).toHaveLength(1)
    expect(new Set(held.flatMap((all) => all.map(({ method, params }) => params[method === 'state_call' ? 2 : 1])))).toEqual(
      new Set([node.chain.best.hash]),
    )
  })

  test('a value that is not written is what the metadata says of it', async () => {
    const { metadata } = live.runtime
    const usual = (name: string) => {
      const found = metadata.pallets.find((each) => each.name === 'SubtensorModule')?.storage?.items.find((each) => each.name === name)
      if (!found) throw new Error('no such item')
      return found
    }
    const item = usual('RootStakeUnlockInterval')
    const before = item.fallback
    stake(largeOn(0))
    expect((await told()).map(([, blocks]) => blocks)).toEqual([undefined])
    item.fallback = '0x0500000000000000'
    expect((await told()).map(([, blocks]) => blocks)).toEqual([5])
    item.fallback = before
  })

  test('a node that does not tell since when it is held tells lies', async () => {
    hold(6n)
    stake(largeOn(0))
    await told()
    node.answers.state_queryStorageAt = ([keys, at], honest) => ((keys as string[]).length === 1 ? [{ block: at, changes: [] }] : honest())
    expect(await code(readMoney(live, [idOf(alice.address)]))).toBe('node-lied')
  })
})

test('a chain without such a thing is asked nothing of it', async () => {
  const close = await begin(424)
  stake(largeOn(0))
  const since = node.received.length
  expect((await told()).map(([, blocks]) => blocks)).toEqual([undefined])
  const keys = messages(since).flatMap((all) =>
    all.filter(({ method }) => method === 'state_queryStorageAt').map(({ params }) => params[0] as string[]),
  )
  // The number of the block, its time, and the account.
  expect(keys.map(({ length }) => length)).toEqual([3])
  close()
})
