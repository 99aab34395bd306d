import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { callOf, signed } from '../../e2e/localnet/signed'
import { BOTTOM, CLOSED, largeOn, SUBNETS, THIN, validators } from '../../e2e/localnet/world'
import { blake256, decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { readSale } from './exit'
import { alter as alterAnswer, code, linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { readMoney, readSpots } from './money'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
let people: ReturnType<typeof developmentAccounts>
const id = (address: string) => toHex(decodeAddress(address).accountId)
const strangers = Array.from({ length: 100 }, (_, i) => toHex(blake256(Uint8Array.of(9, i))))

beforeAll(() => createNode())
beforeEach(async () => {
  node = await createNode()
  people = developmentAccounts()
  for (let i = 0; i < 3; i++) node.chain.produce()
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})
const person = (name: string) => people.find((each) => each.name === name) as (typeof people)[number]
const idOf = (name: string) => toHex(person(name).accountId)
/** What the chain holds, read from it behind the wallet's back. */
const onChain = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const alter = (name: string, change: (value: never) => unknown) => alterAnswer(node, name, change)
const refuse = (...names: string[]) => {
  node.answers.state_call = (params, usual) => {
    if (names.includes(params[0] as string)) throw new RpcError(-32_603, 'internal error')
    return usual()
  }
}

const locks = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
type Told = [string, [number, { total: bigint; locked: bigint; available: bigint }][]][]

describe('one look', () => {
  test('of one account over 128 subnets is three messages, and a fourth about what selling all of it would return, at one block', async () => {
    const sent = node.received.length
    const money = await readMoney(live, [idOf('Alice')])
    expect(node.asked).toEqual(['state_queryStorageAt', 'state_call', 'state_call', 'state_call'])
    expect(money.byAccount.get(idOf('Alice'))?.positions).toHaveLength(SUBNETS + 1)
    expect([money.block, money.hash]).toEqual([3, node.chain.best.hash])
    const sales = Array.from({ length: SUBNETS }, (_, n) =>
      readSale(live, money.hash, { netuid: n + 1, alphaRao: 10n ** 9n, priceRao: money.prices.get(n + 1) ?? 0n }),
    )
    expect((await Promise.all(sales)).filter((sale) => sale && sale.taoRao > 0n).length).toBeGreaterThan(SUBNETS - 10)
    const messages = node.received.slice(sent).map((each) => [JSON.parse(each)].flat())
    expect(messages.map(({ length }) => length)).toEqual([1, 2, 1, SUBNETS])
    expect(new Set(messages.slice(1).flatMap((all) => all.map(({ params }) => params[2])))).toEqual(new Set([node.chain.best.hash]))
    node.chain.produce()
    node.asked.length = 0
    const netuids = Array.from({ length: SUBNETS + 1 }, (_, netuid) => netuid)
    const hotkeys = validators().map(({ hotkey }) => ({ hotkey: id(hotkey), owner: undefined }))
    expect((await readMoney(live, [idOf('Alice')], { netuids, hotkeys })).block).toBe(4)
    expect(node.asked).toHaveLength(4)
  })

  test('of a hundred accounts is no more than twenty questions, in three messages', async () => {
    const sent = node.received.length
    const money = await readMoney(live, [...people.map(({ name }) => idOf(name)), ...strangers].slice(0, 100))
    expect(node.asked.length).toBeLessThanOrEqual(20)
    expect(node.received.length - sent).toBe(3)
    expect(money.byAccount.size).toBe(100)
    expect(money.byAccount.get(strangers[3] as string)).toMatchObject({ free: 0n, positions: [], lockedAlpha: new Map() })
  })

  test('stays at the block of its first answer while new ones are made', async () => {
    node.answers.state_call = (_params, usual) => {
      node.chain.produce()
      return usual()
    }
    const before = node.chain.best.hash
    const money = await readMoney(live, [idOf('Alice')])
    expect(money.hash).toBe(before)
    expect(node.chain.best.hash).not.toBe(before)
  })

  test('is at the head whose hash was computed, which is not always the one that the node would name now', async () => {
    const head = { number: node.chain.best.number, hash: node.chain.best.hash }
    node.chain.produce()
    expect(await readMoney({ ...live, head: () => head }, [idOf('Alice')])).toMatchObject({ block: head.number, hash: head.hash })
    expect(node.asked).toHaveLength(4)
    expect(await code(readMoney({ ...live, head: () => ({ ...head, number: head.number + 1 }) }, [idOf('Alice')]))).toBe('node-lied')
    // Before any head was told.
    expect((await readMoney({ ...live, head: () => undefined }, [idOf('Alice')])).hash).toBe(node.chain.best.hash)
  })

  test('tells what the chain holds: balances, every position, every price', async () => {
    node.chain.submit(
      signed(
        node.chain,
        person('Bob').address,
        person('Bob'),
        callOf(node.chain, 'SubtensorModule', 'add_stake', {
          hotkey: largeOn(8),
          netuid: 8,
          amount_staked: 5_000_000_000n,
        }),
      ),
    )
    node.chain.produce()
    const { byAccount, prices } = await readMoney(
      live,
      people.map(({ name }) => idOf(name)),
    )
    for (const { name, address } of people) {
      const { data } = node.chain.account(address)
      const held = byAccount.get(idOf(name))
      expect(held).toMatchObject({ free: data.free, reserved: data.reserved, frozen: data.frozen })
      const hotkeys = onChain<string[]>('StakingHotkeys', address)
      for (const { hotkey, netuid, alphaRao } of held?.positions ?? []) {
        expect(hotkeys).toContain(encodeAddress(fromHex(hotkey)))
        const info = node.chain.built.builder.buildRuntimeCall('StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid')
        const args = info.args.enc([encodeAddress(fromHex(hotkey)), address, netuid])
        const told = node.methods.state_call?.(['StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid', toHex(args)], {
          notify: () => undefined,
          subscriptions: new Map(),
          newId: () => '1',
        }) as string
        expect(alphaRao).toBe((info.value.dec(told) as { stake: bigint }).stake)
      }
    }
    expect(
      byAccount
        .get(idOf('Bob'))
        ?.positions?.map(({ netuid }) => netuid)
        .sort((a, b) => a - b),
    ).toEqual([0, 1, 2, 8, 64])
    expect(byAccount.get(idOf('Ferdie'))?.positions).toEqual([])
    expect(prices.size).toBe(SUBNETS + 1)
    for (const netuid of [1, 8, 128]) {
      const [tao, alpha] = [onChain<bigint>('SubnetTAO', netuid), onChain<bigint>('SubnetAlphaIn', netuid)]
      expect(prices.get(netuid)).toBe((tao * 1_000_000_000n) / alpha)
    }
    expect(prices.get(0)).toBe(1_000_000_000n)
  })

  test('of the prices alone is one runtime call at the newest block; where that is refused those that matter are asked one by one, and none is made up', async () => {
    const { prices } = await readMoney(live, [idOf('Alice')])
    node.asked.length = 0
    expect(await readSpots(live, [1])).toEqual(prices)
    expect(node.asked.filter((each) => each === 'state_call')).toHaveLength(1)
    refuse('SwapRuntimeApi_current_alpha_price_all')
    expect(await readSpots(live, [8, 1, 8, 4_000])).toEqual(new Map([0, 1, 8].map((netuid) => [netuid, prices.get(netuid)])))
    refuse('SwapRuntimeApi_current_alpha_price_all', 'SwapRuntimeApi_current_alpha_price')
    expect((await readSpots(live, [1])).size).toBe(0)
  })

  test('tells what is locked as the chain holds it, and that it is not told', async () => {
    const lock = (netuid: number, locked_mass: bigint) =>
      node.chain.overwrite('SubtensorModule', 'Lock', [person('Alice').address, netuid, largeOn(netuid)], {
        ...{ locked_mass, conviction: 0n, last_update: 0n },
      })
    lock(4, 77n)
    lock(5, 2n ** 60n)
    node.chain.produce()
    const held = (await readMoney(live, [idOf('Alice')])).byAccount.get(idOf('Alice'))
    const on = (netuid: number) =>
      held?.positions?.filter((each) => each.netuid === netuid).reduce((sum, { alphaRao }) => sum + alphaRao, 0n)
    // A lock of more than there is holds all there is.
    expect([4, 5, 6].map((netuid) => held?.lockedAlpha?.get(netuid))).toEqual([77n, on(5), 0n])
    alter(locks, () => [])
    expect((await readMoney(live, [idOf('Alice')])).byAccount.get(idOf('Alice'))?.lockedAlpha).toBeNull()
  })
  test('counts as locked what may not go for another reason', async () => {
    alter(locks, (all: Told) =>
      all.map(([who, subnets]) => [who, subnets.map(([on, told]) => [on, on === 4 ? { ...told, available: 5n } : told])]),
    )
    const held = (await readMoney(live, [idOf('Alice')])).byAccount.get(idOf('Alice'))
    const alpha = held?.positions?.find(({ netuid }) => netuid === 4)?.alphaRao as bigint
    expect(held?.lockedAlpha?.get(4)).toBe(alpha - 5n)
  })

  test('of nobody is a question about the block only', async () => {
    expect((await readMoney(live, [])).byAccount.size).toBe(0)
  })
})

describe('names', () => {
  test('of subnets and validators come with the questions that are put anyway, in two steps for a validator, cleaned and cut', async () => {
    const netuids = Array.from({ length: SUBNETS + 1 }, (_, netuid) => netuid)
    const first = (await readMoney(live, [idOf('Alice')], { netuids, hotkeys: [{ hotkey: id(largeOn(1)), owner: undefined }] })).labels
    expect(first.subnets.get(1)).toEqual({ symbol: 'α', name: 'apex', open: true })
    expect(first.subnets.get(0)).toMatchObject({ symbol: 'Τ', name: 'root' })
    expect(first.subnets.get(61)?.name).toBeNull()
    expect(first.subnets.get(3)?.name).toBeNull()
    expect(first.subnets.get(43)?.name).toBeNull()
    expect(first.subnets.get(53)?.name).toBeNull()
    expect(first.subnets.get(41)?.name).toBe('two lines and a tab')
    expect(first.subnets.get(29)?.name).toBe('free exe.gpj')
    expect(first.subnets.get(CLOSED[0] as number)?.open).toBe(false)
    for (const { name, symbol } of first.subnets.values()) {
      expect([...(name ?? '')].length).toBeLessThanOrEqual(64)
      expect([...(symbol ?? '')].length).toBeLessThanOrEqual(8)
      expect(`${name}${symbol}`).not.toMatch(/[\p{Cc}\p{Cf}\ufffd]|\p{M}{3}/u)
    }
    const owner = first.validators.get(id(largeOn(1)))?.owner
    expect(owner).toBe(id(validators()[1]?.coldkey as string))
    const wanted = { netuids: [], hotkeys: [{ hotkey: id(largeOn(1)), owner }] }
    expect((await readMoney(live, [idOf('Alice')], wanted)).labels.validators.get(id(largeOn(1)))).toEqual({
      owner,
      name: 'Taostats clone',
    })
  })

  test('never cost a question more', async () => {
    const hotkeys = Array.from({ length: 900 }, (_, i) => ({ hotkey: strangers[i % 100] as string, owner: undefined }))
    await readMoney(live, strangers, { netuids: Array.from({ length: 129 }, (_, i) => i), hotkeys })
    expect(node.asked.filter((each) => each === 'state_queryStorageAt')).toHaveLength(1)
  })
})

describe('a node that does not tell everything', () => {
  test('refuses stakes: there are balances, and no stakes, which is not the same as none', async () => {
    refuse('StakeInfoRuntimeApi_get_stake_info_for_coldkeys')
    expect((await readMoney(live, [idOf('Alice')])).byAccount.get(idOf('Alice'))).toMatchObject({ positions: null, lockedAlpha: null })
  })
  test('refuses all prices at once: those of what is staked are asked one by one', async () => {
    const before = await readMoney(live, [idOf('Bob')])
    refuse('SwapRuntimeApi_current_alpha_price_all')
    expect([...(await readMoney(live, [idOf('Bob')])).prices.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 64])
    node.asked.length = 0
    const { prices } = await readMoney(live, [idOf('Bob')], undefined, undefined, [64, 3])
    expect(node.asked.filter((each) => each === 'state_call')).toHaveLength(5)
    expect(prices).toEqual(new Map([0, 3, 64].map((netuid) => [netuid, before.prices.get(netuid)])))
  })
  test('refuses every price: positions have none', async () => {
    refuse('SwapRuntimeApi_current_alpha_price_all', 'SwapRuntimeApi_current_alpha_price')
    const { byAccount, prices } = await readMoney(live, [idOf('Alice')])
    expect(byAccount.get(idOf('Alice'))?.positions).toHaveLength(SUBNETS + 1)
    expect(prices.size).toBe(0)
  })
  test('refuses locks: they are not known', async () => {
    refuse('StakeInfoRuntimeApi_get_stake_availability_for_coldkeys')
    expect((await readMoney(live, [idOf('Alice')])).byAccount.get(idOf('Alice'))?.lockedAlpha).toBeNull()
  })
  test('refuses everything: that is no balance of zero', async () => {
    node.answers.state_queryStorageAt = () => {
      throw new RpcError(-32_603, 'internal error')
    }
    expect(await code(readMoney(live, [idOf('Alice')]))).toBe('node-answer')
  })
  test('knows only metadata without runtime calls: stakes are not read, and the chain has them', async () => {
    const old = { ...live, runtime: { ...live.runtime, metadata: { ...live.runtime.metadata, apis: [] } } }
    const money = await readMoney(old, [idOf('Alice')])
    expect(money.stakes).toBe(true)
    expect(money.byAccount.get(idOf('Alice'))?.positions).toBeNull()
  })
  test('is of a chain without stakes: balances only, in one question', async () => {
    const bare = {
      ...live,
      runtime: {
        ...live.runtime,
        metadata: {
          ...live.runtime.metadata,
          apis: [],
          pallets: live.runtime.metadata.pallets.filter(({ name }) => name !== 'SubtensorModule'),
        },
      },
    }
    const money = await readMoney(bare, [idOf('Alice')], { netuids: [1], hotkeys: [] })
    expect(money).toMatchObject({ stakes: false, prices: new Map() })
    expect(money.byAccount.get(idOf('Alice'))?.free).toBeGreaterThan(0n)
    expect(node.asked).toEqual(['state_queryStorageAt'])
    expect(await readSale(bare, money.hash, { netuid: 1, alphaRao: 5n, priceRao: 1n })).toBeUndefined()
  })
})

type Info = [string, { netuid: number; stake: bigint; coldkey: string }[]][]
describe('a node that lies is not believed', () => {
  const stakes = 'StakeInfoRuntimeApi_get_stake_info_for_coldkeys'
  test.each<[string, string, (value: never) => unknown]>([
    ['stakes of somebody who was not asked about', stakes, (all: Info) => [...all, [encodeAddress(fromHex(strangers[0] as string)), []]]],
    ['an account twice', stakes, (all: Info) => [...all, ...all]],
    ['no account', stakes, () => []],
    ['a position twice', stakes, (all: Info) => all.map(([who, list]) => [who, [...list, ...list.slice(0, 1)]])],
    [
      'a position of another coldkey',
      stakes,
      (all: Info) =>
        all.map(([who, list]) => [who, list.map((each) => ({ ...each, coldkey: encodeAddress(fromHex(strangers[0] as string)) }))]),
    ],
    ['a price twice', 'SwapRuntimeApi_current_alpha_price_all', (all: object[]) => [...all, all[3]]],
    [
      'locks of somebody else',
      'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys',
      () => [[encodeAddress(fromHex(strangers[0] as string)), []]],
    ],
    [
      'a lock twice',
      'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys',
      (all: [string, unknown[]][]) => all.map(([who, list]) => [who, [...list, list[0]]]),
    ],
    [
      'more that may be sold than a lock leaves',
      locks,
      (all: Told) => all.map(([who, subnets]) => [who, subnets.map(([on, told]) => [on, { ...told, locked: 1n }])]),
    ],
    [
      'more that may be sold than there is',
      locks,
      (all: Told) => all.map(([who, subnets]) => [who, subnets.map(([on, told]) => [on, { ...told, available: told.total + 1n }])]),
    ],
  ])('%s', async (_name, name, change) => {
    alter(name, change)
    expect(await code(readMoney(live, [idOf('Alice')]))).toBe('node-lied')
  })
  test.each<[string, (keys: string[], usual: { block: string; changes: [string, string | null][] }) => unknown]>([
    ['a key that was left out', (_keys, { block }) => [{ block, changes: [] }]],
    ['no block', (_keys, { changes }) => [{ changes }]],
    ['a block that is none', (_keys, { changes }) => [{ block: 'latest', changes }]],
    ['two blocks', (_keys, told) => [told, { ...told, block: `0x${'77'.repeat(32)}` }]],
    [
      'half a value',
      (_keys, { block, changes }) => [{ block, changes: changes.map(([key, value]) => [key, value?.slice(0, 10) ?? null]) }],
    ],
    ['nothing', () => null],
  ])('storage: %s', async (_name, change) => {
    node.answers.state_queryStorageAt = (params, usual) => change((params as [string[]])[0], (usual() as never[])[0] as never)
    expect(await code(readMoney(live, [idOf('Alice')]))).toBe('node-lied')
  })
  test.each(['0x', '0xff', '0x04', 'lots', null, 5, {}])('a runtime call that answers %j', async (answer) => {
    node.answers.state_call = () => answer
    expect(await code(readMoney(live, [idOf('Alice')]))).toBe('node-lied')
  })
  test('a wrong price of everything: root stays what it is', async () => {
    node.faults.price = 3
    expect((await readMoney(live, [idOf('Alice')])).prices.get(0)).toBe(1_000_000_000n)
  })
})

describe('what a sale would return', () => {
  const sell = async (name: string, netuid: number) => {
    const { byAccount, hash, prices } = await readMoney(live, [idOf(name)])
    const held = byAccount.get(idOf(name))?.positions?.find((each) => each.netuid === netuid)
    if (!held) throw new Error('no position')
    const { alphaRao } = held
    return { alpha: alphaRao, sale: await readSale(live, hash, { netuid, alphaRao, priceRao: prices.get(netuid) as bigint }) }
  }
  test('is what the sale then returns, to the rao', async () => {
    for (const netuid of [30, 41, 64]) {
      const { alpha, sale } = await sell('Alice', netuid)
      const before = node.chain.account(person('Alice').address).data.free
      const fees: bigint[] = []
      node.chain.submit(
        signed(
          node.chain,
          person('Alice').address,
          person('Alice'),
          callOf(node.chain, 'SubtensorModule', 'remove_stake', {
            hotkey: largeOn(netuid),
            netuid,
            amount_unstaked: alpha,
          }),
        ),
      )
      node.chain.produce()
      const records = node.chain
        .at(node.chain.best)
        .read<{ event: { type: string; value: { type: string; value: { actual_fee: bigint } } } }[]>('System', 'Events')
      for (const { event } of records) if (event.type === 'TransactionPayment') fees.push(event.value.value.actual_fee)
      expect(sale?.taoRao).toBe(node.chain.account(person('Alice').address).data.free - before + (fees[0] as bigint))
      expect(sale?.feeAlphaRao).toBeGreaterThan(0n)
    }
  })
  test('is not zero where nothing can be sold: it cannot be sold', async () => {
    for (const netuid of [THIN[0] as number, BOTTOM]) expect((await sell('Dave', netuid)).sale, String(netuid)).toBeNull()
  })
  test('is not known where the node refuses to simulate it', async () => {
    refuse('SwapRuntimeApi_sim_swap_alpha_for_tao')
    expect((await sell('Alice', 30)).sale).toBeUndefined()
  })
  test('is never zero: of what returns nothing it is said that it cannot be sold', async () => {
    alter('SwapRuntimeApi_sim_swap_alpha_for_tao', (told: object) => ({ ...told, tao_amount: 0n }))
    expect((await sell('Alice', 30)).sale).toBeNull()
  })
  test('cannot be had of a whole of which the pool takes only a part', async () => {
    alter('SwapRuntimeApi_sim_swap_alpha_for_tao', (told: Simulated) => ({ ...told, alpha_amount: told.alpha_amount / 2n }))
    expect((await sell('Alice', 30)).sale).toBeNull()
  })
  type Simulated = { alpha_amount: bigint; alpha_fee: bigint; tao_amount: bigint; tao_slippage: bigint }
  test.each<[string, (told: Simulated) => Partial<Simulated>]>([
    ['of more than there is to sell', ({ alpha_amount }) => ({ alpha_amount: alpha_amount * 2n })],
    ['with a fee beside the amount', ({ alpha_amount, alpha_fee }) => ({ alpha_amount: alpha_amount + alpha_fee })],
    ['that returns more than the spot value', ({ tao_amount, tao_slippage }) => ({ tao_amount: tao_amount + tao_slippage + 10_000n })],
    ['that costs more than it is worth', ({ tao_slippage }) => ({ tao_slippage: tao_slippage + 10n ** 15n })],
  ])('%s is a lie', async (_name, change) => {
    alter('SwapRuntimeApi_sim_swap_alpha_for_tao', (told: Simulated) => ({ ...told, ...change(told) }))
    expect(await code(sell('Alice', 30))).toBe('node-lied')
  })
})
