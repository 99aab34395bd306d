import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, SalesEstimate, StakeTransferEstimate, TradeEstimate } from '../messaging'
import { resultOf } from './fixtures/computer'
import { press } from './fixtures/stage'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, shown } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// A chain takes its fee from stake only where it has an event that says so.
const ONE = 66
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual', specVersion: 365 })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())

describe.each([365, 393, 424])('without TAO for the fee, at spec %i', (specVersion) => {
  beforeAll(() => {
    if (node.chain.info.specVersion !== specVersion) node.chain.upgrade(specVersion)
    node.produce(3)
  })

  test(
    specVersion < 424 ? 'nothing is ordered: the chain takes none from the stake, and that is said before' : 'the stake pays it',
    async () => {
      const world = await createWorld(node)
      const { popup, id: from, address } = world
      stakes.give(world, ONE, 300n * TAO)
      const place = { from, hotkey: hotkeyOn(ONE), netuid: ONE }
      const within = { ...place, toHotkey: idOf(otherHotkey()), toNetuid: ONE, amount: String(50n * TAO) }
      node.control({ balance: { address, rao: '1000' } })
      node.produce()
      await stakes.seen(world)
      const problem = specVersion < 424 ? 'insufficient-funds' : null
      const moved = await popup.ask('estimateMove', { ...within, tolerance: 5_000 })
      expect(resultOf<MoveEstimate>(moved)).toMatchObject({ enough: false, problem })
      const sold = await popup.ask('estimateTrade', { ...place, side: 'sell', amount: String(50n * TAO), tolerance: 5_000 })
      expect(resultOf<TradeEstimate>(sold)).toMatchObject({ enough: false, unpaid: problem !== null })
      const given = await popup.ask('estimateStakeTransfer', { ...place, to: largeOn(3), amount: String(TAO) })
      expect(resultOf<StakeTransferEstimate>(given)).toMatchObject({ enough: false, problem })
      const all = await popup.ask('estimateUnstakeAll', { from, hotkey: hotkeyOn(ONE), tolerance: 5_000 })
      expect(resultOf<SalesEstimate>(all)).toMatchObject({ enough: false, problem, dump: { enough: false } })
      // None is offered, and each says why.
      const told = resultOf<SalesEstimate>(all)
      expect([told.sales.length > 0, told.stuck.some((each) => each.problem === 'insufficient-funds')]).toEqual([
        problem === null,
        problem !== null,
      ])
      resultOf(await prepare(world, 'prepareMove', { ...within, protection: { kind: 'exact' }, hidden: false }))
      const { explanation } = await shown(popup, 'transaction')
      expect(explanation.risks.map(({ id }) => id)).toContain(specVersion < 424 ? 'not-enough' : 'fee-in-alpha')
      if (specVersion < 424) expect((await press(world)).status).toMatchObject({ phase: 'refused', code: 'tx-payment' })
      else expect((await stakes.carryOut(world)).alphaFee?.netuid).toBe(ONE)
    },
  )
})
