import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startLocalnet } from '../../e2e/localnet'
import { priceOf } from '../../e2e/localnet/pallets/subtensor/pool'
import { largeOn } from '../../e2e/localnet/world'
import { buyLimit, leastBought } from '../staking'
import { codeOf, resultOf, until } from './fixtures/computer'
import { approveShown, assemble, callOf, connect, createWorld, password, payloadOf, rest, shown } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const TAO = 1_000_000_000n
const NETUID = 8
const hotkey = largeOn(NETUID)
let node: Awaited<ReturnType<typeof startLocalnet>>
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => node.close())
const read = <T>(item: string, ...keys: unknown[]) => node.chain.at(node.chain.best).read<T>('SubtensorModule', item, ...keys)
const price = () => priceOf({ tao: read<bigint>('SubnetTAO', NETUID), alpha: read<bigint>('SubnetAlphaIn', NETUID) })
const stake = (amount_staked: bigint, limit_price: bigint) =>
  callOf(node, 'SubtensorModule', 'add_stake_limit', { hotkey, netuid: NETUID, amount_staked, limit_price, allow_partial: false })

test('a site that asks to stake within a limit is explained with its distance from the price, and the chain brings no less than is promised', async () => {
  const { computer, popup, address, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const limit = buyLimit(price())
  const payload = payloadOf(node, address, stake(2n * TAO, limit))
  const answer = page.ask('signPayload', payload)
  const { explanation, after, free } = await shown(popup, 'transaction')
  expect(explanation).toMatchObject({ level: 1, outflow: String(2n * TAO), stakeOut: [] })
  expect(explanation.leaves[0]).toMatchObject({
    call: 'SubtensorModule.add_stake_limit',
    fact: { kind: 'stake', hotkey: { address: hotkey }, netuid: NETUID, amount: String(2n * TAO), limit: String(limit), partial: false },
    risks: [{ id: 'limit-near', level: 0, facts: { percent: '0.5' } }],
  })
  expect(BigInt(after ?? 0)).toBeLessThan(BigInt(free ?? 0) - 2n * TAO)
  resultOf(await approveShown(popup))
  const { signature } = resultOf<{ signature: string }>(await answer)
  const staked = () => read<bigint>('TotalHotkeyAlpha', hotkey, NETUID)
  const before = staked()
  node.chain.submit(assemble(payload, signature))
  node.produce()
  expect(staked() - before).toBeGreaterThanOrEqual(leastBought(2n * TAO, limit, 33n))
  const entry = await until(() => popup.views.activity.first.find((each) => each.kind === 'own'))
  expect(entry).toMatchObject({ calls: [{ call: 'SubtensorModule.add_stake_limit', fact: { kind: 'stake', netuid: NETUID } }] })
})

test('a limit far from the price, none at all, and stake for somebody else ask for the strong consent', async () => {
  const { computer, popup, address, second, id } = await createWorld(node)
  const page = await connect({ computer, popup }, [id])
  const route = { origin_netuid: NETUID, destination_netuid: NETUID }
  const cases: [Uint8Array, string, object][] = [
    [stake(TAO, 2n * price()), 'limit-loose', {}],
    [callOf(node, 'SubtensorModule', 'add_stake', { hotkey, netuid: NETUID, amount_staked: TAO }), 'no-limit', {}],
    [
      callOf(node, 'SubtensorModule', 'transfer_stake', { destination_coldkey: second, hotkey, ...route, alpha_amount: 5n }),
      'stake-given',
      { stakeOut: [{ netuid: NETUID, alpha: '5' }] },
    ],
  ]
  for (const [call, risk, more] of cases) {
    const answer = page.ask('signPayload', payloadOf(node, address, call))
    const request = await shown(popup, 'transaction')
    expect(request.explanation).toMatchObject({ level: 3, ...more })
    expect(request.explanation.leaves[0]?.risks.map((each) => each.id)).toContain(risk)
    resultOf(await popup.ask('reject', { id: request.id }))
    expect(await answer).toMatchObject({ ok: false })
    await until(() => popup.views.requests.items.length === 0)
  }
})

test('what a site asks at whatever price there is takes the typed word, beside the password where its level asks for that', async () => {
  const world = await createWorld(node)
  const { computer, popup, address, id } = world
  const page = await connect(world, [id])
  const buy = { type: 'SubtensorModule', value: { type: 'add_stake', value: { hotkey, netuid: NETUID, amount_staked: TAO } } }
  const remark = { type: 'System', value: { type: 'remark', value: { remark: Uint8Array.of(1) } } }
  const batch = (...calls: object[]) => ({ type: 'Utility', value: { type: 'batch', value: { calls } } })
  const cases: [call: Uint8Array, level: number, word: boolean][] = [
    [callOf(node, 'SubtensorModule', 'add_stake', buy.value.value), 3, true],
    [callOf(node, 'Utility', 'force_batch', { calls: [remark, batch(remark, buy)] }), 3, true],
    [callOf(node, 'SubtensorModule', 'unstake_all', { hotkey }), 3, true],
    [callOf(node, 'SubtensorModule', 'claim_root', { subnets: [4] }), 2, true],
    // What is risky for another reason takes no word, and what is within a limit neither.
    [stake(TAO, 2n * price()), 3, false],
    [stake(TAO, buyLimit(price())), 1, false],
  ]
  for (const [call, level, word] of cases) {
    computer.clock.ahead += 500 // two a second
    const answer = page.ask('signPayload', payloadOf(node, address, call))
    const request = await shown(popup, 'transaction')
    expect(request.explanation.level).toBe(level)
    const consent = { id: request.id, hash: request.hash, ...(level >= 3 && { password }) }
    if (word) {
      for (const said of [{}, { sure: 'Unprotected' }, { sure: true }])
        expect(codeOf(await popup.ask('approve', { ...consent, ...said } as never))).toBe('invalid-input')
      expect(popup.views.requests.items.map((each) => each.id)).toEqual([request.id])
    }
    const sure = { sure: 'unprotected' as const }
    if (level >= 3) expect(codeOf(await popup.ask('approve', { ...consent, ...sure, password: undefined }))).toBe('wrong-password')
    resultOf(await popup.ask('approve', { ...consent, ...(word && sure) }))
    expect(resultOf<{ signature: string }>(await answer).signature).toMatch(/^0x[0-9a-f]{130}$/)
    await rest(world)
  }
})
