import { existsSync, readFileSync } from 'node:fs'
import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { expect, test, vi } from 'vitest'
import { Chain } from './chain'
import { createNode } from './in-process'
import { buildMetadata } from './metadata'

vi.setConfig({ testTimeout: 60_000 })

const unified = (bytes: Uint8Array) => unifyMetadata(decAnyMetadata(bytes))
const told = (specVersion: number) => unified(buildMetadata({ specName: 'node-subtensor', specVersion, transactionVersion: 1 }).bytes[16])
const PAID = 'TransactionFeePaidWithAlpha'
/** Names of runtime calls, calls, items and constants. */
function namesIn({ apis, pallets, lookup }: UnifiedMetadata): string[] {
  return [
    ...apis.flatMap(({ name, methods }) => methods.map((each) => `call of ${name}: ${each.name}`)),
    ...pallets.flatMap(({ name, calls, events, storage, constants }) => {
      const def = calls && lookup[calls.type]?.def
      const told = events && lookup[events.type]?.def
      return [
        ...(def?.tag === 'variant' ? def.value.map((each) => `${name}.${each.name}(${each.fields.map((field) => field.name)})`) : []),
        // The one event that stands for something that the chain does or does not do.
        ...(told?.tag === 'variant' ? told.value.filter((each) => each.name === PAID).map((each) => `event ${each.name}`) : []),
        ...(storage?.items ?? []).map((each) => `item ${name}.${each.name}`),
        ...constants.map((each) => `constant ${name}.${each.name}`),
      ]
    }),
  ]
}
const ALL = 'SwapRuntimeApi_current_alpha_price_all'

test('clients of an older spec are told of less, each of less than the next', () => {
  const [first, second, third] = [365, 393, 424].map((spec) => new Set(namesIn(told(spec)))) as [Set<string>, Set<string>, Set<string>]
  const own = 'MevShield.submit_encrypted(commitment,ciphertext)'
  expect([...first].filter((name) => !second.has(name))).toEqual([own])
  expect([...second].filter((name) => !third.has(name))).toEqual([])
  expect([first, second, third].map((names) => names.has(`event ${PAID}`))).toEqual([false, false, true])
  expect([third.size - second.size > 30, second.size - first.size > 20]).toEqual([true, true])
})

for (const spec of [365, 393]) {
  // Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
  const file = `../shared/data/metadata-finney-${spec}.scale`
  const there = existsSync(file)
  test.skipIf(!there)(
    `at spec ${spec} they are told of nothing that finney did not have${there ? '' : ' (skipped: the yardstick is not here)'}`,
    () => {
      const finney = new Set(namesIn(unified(new Uint8Array(readFileSync(file)))))
      // Nobody announces a key but authors, who are not asked how.
      const mine = namesIn(told(spec)).filter((name) => !name.startsWith('MevShield.announce_next_key'))
      expect(mine.filter((name) => !finney.has(name))).toEqual([])
      const lost = namesIn(told(424)).filter((name) => finney.has(name) && !mine.includes(name) && !name.includes('announce_next_key'))
      expect(lost).toEqual([])
    },
  )
}

test('what they are not told of they cannot ask, until an upgrade brings it; the digest is of what they are told', async () => {
  const node = await createNode(await Chain.create({ specVersion: 365 }))
  const ask = () => node.methods.state_call?.([ALL, '0x'], {} as never)
  expect(ask).toThrow(/not found/)
  const before = node.chain.digest()
  node.chain.upgrade(393)
  node.chain.produce()
  expect(ask()).toMatch(/^0x[0-9a-f]{100,}$/)
  expect(node.chain.digest()).not.toEqual(before)
})
