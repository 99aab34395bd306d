import { beforeAll, describe, expect, test, vi } from 'vitest'
import { Chain } from './chain'
import { createStaking, type Staking } from './fixtures/staking'
import { BOTTOM, CLOSED, KEPT, SUBNETS, THIN, validators } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
type Subnet = { netuid: number; subnet_name: number[]; token_symbol: number[]; tempo: number; alpha_in: bigint; tao_in: bigint }
type Stake = { netuid: number; hotkey: string; stake: bigint; is_registered: boolean }
let at: Staking
let subnets: Subnet[]
beforeAll(async () => {
  at = await createStaking()
  subnets = at.ask<Subnet[]>('SubnetInfoRuntimeApi_get_all_dynamic_info')
})
const text = (bytes: number[]) => new TextDecoder().decode(Uint8Array.from(bytes))
const stakes = (who: { address: string }) => at.ask<Stake[]>('StakeInfoRuntimeApi_get_stake_info_for_coldkey', [who.address])

describe('subnets', () => {
  test('there are 128 besides root, each with a symbol of its own', () => {
    expect(subnets.map(({ netuid }) => netuid)).toEqual(Array.from({ length: SUBNETS + 1 }, (_, netuid) => netuid))
    expect(new Set(subnets.map((each) => text(each.token_symbol))).size).toBe(SUBNETS + 1)
    expect(new Set(subnets.map((each) => each.token_symbol.length))).toEqual(new Set([2, 3, 4]))
    expect(at.read('TotalNetworks')).toBe(SUBNETS + 1)
  })

  test('their names are as long and as odd as people make them', () => {
    const names = subnets.map((each) => text(each.subnet_name))
    expect(Math.max(...subnets.map((each) => each.subnet_name.length))).toBe(256)
    // Without a name, and without an identity.
    expect([names[3], names[61]]).toEqual(['unknown', 'unknown'])
    expect(at.read('SubnetIdentitiesV3', 61)).toBeUndefined()
    expect(at.read<{ subnet_name: unknown }>('SubnetIdentitiesV3', 3).subnet_name).toHaveLength(0)
    const odd = [
      /\p{Script=Hebrew}/u,
      /\p{Script=Arabic}/u,
      /\p{Emoji_Presentation}/u,
      /<script>/,
      /\u202E/,
      /\u200B/,
      /\p{Script=Han}/u,
      /\uFFFD/,
      /\n/,
    ]
    for (const what of odd)
      expect(
        names.some((name) => what.test(name)),
        String(what),
      ).toBe(true)
    // Two that look alike, and two that are.
    expect(names.filter((name) => /^[CС]hutes$/.test(name))).toHaveLength(2)
    expect(names.filter((name) => name === 'apex')).toHaveLength(2)
  })

  test('their prices go from a TAO down to a millionth, and their pools from deep to nearly empty', () => {
    const prices = at.ask<{ netuid: number; price: bigint }[]>('SwapRuntimeApi_current_alpha_price_all').map(({ price }) => price)
    expect([prices[0], prices[1], prices[BOTTOM]]).toEqual([1_000_000_000n, 1_000_000_000n, 1_000n])
    expect(prices.slice(2).every((price) => price >= 1_000n && price < 1_000_000_000n)).toBe(true)
    const depth = subnets.slice(1).map(({ tao_in }) => tao_in)
    expect(depth.filter((tao) => tao > 10_000_000_000_000n).length).toBeGreaterThan(5)
    expect(subnets.filter(({ tao_in }) => tao_in < 1_000_000n).map(({ netuid }) => netuid)).toEqual(THIN)
    expect(new Set(subnets.map(({ tempo }) => tempo)).size).toBeGreaterThan(4)
  })

  test('a few were not started, and a few keep their stake', () => {
    const where = (item: string) => subnets.map(({ netuid }) => netuid).filter((netuid) => !at.read<boolean>(item, netuid))
    expect(where('SubtokenEnabled')).toEqual(CLOSED)
    expect(where('TransferToggle')).toEqual(KEPT)
  })
})

describe('validators', () => {
  test('64 of them have a seat on root and stake there, with takes from nothing to 18%', () => {
    const root = at.ask<{ hotkeys: string[]; coldkeys: string[]; tao_stake: bigint[]; identities: ({ name: unknown } | undefined)[] }>(
      'SubnetInfoRuntimeApi_get_selective_metagraph',
      [0, [52, 53, 54, 57, 68]],
    )
    expect(root.hotkeys).toEqual(validators().map(({ hotkey }) => hotkey))
    expect([...root.tao_stake].sort((a, b) => Number(b - a))).toEqual(root.tao_stake)
    expect(new Set(root.hotkeys.map((hotkey) => at.read<number>('Delegates', hotkey)))).toEqual(new Set([0, 5_898, 11_796]))
    expect(root.identities.filter((each) => each === undefined).length).toBeGreaterThan(10)
    expect(root.identities.filter((each) => each !== undefined).length).toBeGreaterThan(30)
    for (const { hotkey, coldkey } of validators()) expect(at.read('Owner', hotkey)).toBe(coldkey)
  })

  test('each subnet has four, of which one has no permit', () => {
    type Graph = { hotkeys: string[]; validators: number[]; alpha_stake: bigint[] }
    for (const { netuid } of subnets.slice(1)) {
      const graph = at.ask<Graph>('SubnetInfoRuntimeApi_get_selective_metagraph', [netuid, [52, 67, 72]])
      expect(new Set(graph.hotkeys).size, `subnet ${netuid}`).toBe(4)
      expect(graph.validators).toEqual([0, 1, 2])
      expect(graph.alpha_stake.every((stake) => stake > 0n)).toBe(true)
    }
  })

  test('one of them, asked for by its hotkey', () => {
    const { hotkey, coldkey } = validators()[0] as { hotkey: string; coldkey: string }
    const told = at.ask<{ owner_ss58: string; registrations: number[] }>('DelegateInfoRuntimeApi_get_delegate', [hotkey])
    expect([told.owner_ss58, told.registrations.length]).toEqual([coldkey, 33])
    expect(at.ask('DelegateInfoRuntimeApi_get_delegate', [at.eve.address])).toBeUndefined()
  })
})

describe('the development accounts', () => {
  test('keep their million TAO each', () => {
    for (const who of [at.alice, at.bob, at.charlie, at.dave, at.eve, at.ferdie]) expect(at.free(who)).toBe(1_000_000_000_000_000n)
  })

  test('//Alice stakes everywhere with a few hotkeys, //Bob in a few places, //Eve and //Ferdie nowhere', () => {
    const everywhere = stakes(at.alice)
    expect(everywhere.map(({ netuid }) => netuid)).toEqual(subnets.map(({ netuid }) => netuid))
    expect(new Set(everywhere.map(({ hotkey }) => hotkey)).size).toBe(4)
    expect(everywhere.every((each) => each.is_registered)).toBe(true)
    expect(stakes(at.bob).map(({ netuid }) => netuid)).toEqual([0, 1, 2, 64])
    expect([stakes(at.eve), stakes(at.ferdie)]).toEqual([[], []])
  })

  test('//Charlie has dust', () => {
    for (const { netuid, stake } of stakes(at.charlie)) {
      const sold = at.ask<{ tao_amount: bigint }>('SwapRuntimeApi_sim_swap_alpha_for_tao', [netuid, stake]).tao_amount
      expect(sold, `subnet ${netuid}`).toBeLessThan(2_000_000n)
    }
    expect(stakes(at.charlie).map(({ stake }) => stake)).toContain(1n)
  })

  test('//Dave cannot sell all that is his', () => {
    at.chain.judges = false
    for (const { netuid, hotkey, stake } of stakes(at.dave)) {
      const told = at.run(at.dave, 'remove_stake', { hotkey, netuid, amount_unstaked: stake })
      expect(told.at(-1)?.name, `subnet ${netuid}`).toBe(KEPT.includes(netuid) ? 'System.ExtrinsicSuccess' : 'System.ExtrinsicFailed')
    }
  })
})

describe('what is asked of the node', () => {
  test('answers are of the block that is named, and old ones are not made up', () => {
    const then = at.chain.best
    const ask = (hash?: string) => at.ask<bigint>('SwapRuntimeApi_current_alpha_price', [40], hash)
    const before = ask()
    at.run(at.eve, 'add_stake', { hotkey: validators()[0]?.hotkey, netuid: 40, amount_staked: 50_000_000_000n })
    expect(ask()).toBeGreaterThan(before)
    expect(ask(then.hash)).toBe(before)
    expect(() => ask(`0x${'11'.repeat(32)}`)).toThrow('State already discarded')
  })

  test('arguments that are none stop the runtime, and are told so', () => {
    expect(() => at.rpc('state_call', 'SwapRuntimeApi_sim_swap_tao_for_alpha', '0x01')).toThrow('bad input data')
    expect(() => at.rpc('state_call', 'SwapRuntimeApi_no_such_method', '0x')).toThrow('is not found')
  })

  test('a subnet that is not there has no answer, or one of zeros', () => {
    expect(at.ask('SubnetInfoRuntimeApi_get_dynamic_info', [129])).toBeUndefined()
    expect(at.ask('SubnetInfoRuntimeApi_get_selective_metagraph', [129, [52]])).toBeUndefined()
    expect(at.ask('SubnetInfoRuntimeApi_get_subnet_hyperparams_v3', [129])).toBeUndefined()
    expect(at.ask('SubnetInfoRuntimeApi_get_next_epoch_start_block', [129])).toBeUndefined()
    expect(Object.values(at.ask<object>('SwapRuntimeApi_sim_swap_tao_for_alpha', [129, 5n])).every((each) => each === 0n)).toBe(true)
  })

  test('what may be unstaked, by coldkey and subnet', () => {
    type Availability = [string, [number, { total: bigint; locked: bigint; available: bigint }][]][]
    const ask = (netuids?: number[]) =>
      at.ask<Availability>('StakeInfoRuntimeApi_get_stake_availability_for_coldkeys', [[at.bob.address], netuids])
    expect(ask()[0]?.[1].map(([netuid]) => netuid)).toEqual([0, 1, 2, 64])
    expect(ask([2])[0]?.[1]).toEqual([[2, { total: 98_765_432_109n, locked: 0n, available: 98_765_432_109n }]])
    expect(ask([])[0]?.[1]).toEqual([])
    expect(at.ask('StakeInfoRuntimeApi_get_coldkey_lock', [at.bob.address, 2])).toBeUndefined()
    expect(at.ask<bigint>('SubnetRegistrationRuntimeApi_get_network_registration_cost')).toBe(1_000_000_000_000n)
  })
})

test('it begins between two halvings, and a block gives what is due there', async () => {
  const chain = await Chain.create()
  const read = <T>(name: string) => chain.at(chain.best).read<T>('SubtensorModule', name)
  const [half, threeQuarters] = [10_500_000_000_000_000n, 15_750_000_000_000_000n]
  expect(read<bigint>('TotalIssuance')).toBeGreaterThan(half)
  expect(read<bigint>('TotalIssuance')).toBeLessThan(threeQuarters)
  expect(read('BlockEmission')).toBe(500_000_000n)
})

test('every start makes the same world, and a bare chain has none', async () => {
  const now = () => 5
  const [one, other, bare] = await Promise.all([Chain.create({ now }), Chain.create({ now }), Chain.create({ now, bare: true })])
  expect(one.genesisHash).toBe(other.genesisHash)
  expect(bare.genesisHash).not.toBe(one.genesisHash)
  expect(bare.at(bare.best).read('SubtensorModule', 'TotalNetworks')).toBe(0)
  expect(bare.produce().number).toBe(1)
})
