import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { KluisError } from '../units'
import { addNode, bringNode, keepNodes, keptNodes, moveNode, type Node, nodesOf, removeNode, switchNode } from './nodes'
import { settingsBox } from './settings'

const A = { url: 'wss://a.example:443', operator: 'Anna' }
const B = { url: 'wss://b.example:443', operator: 'Bert' }
const C = { url: 'wss://c.example:443', operator: 'Carla' }
const OWN = 'wss://mine.example:443'
const all = nodesOf([], [A, B, C])
const urls = (nodes: readonly Node[]) => nodes.map(({ url }) => url)
const on = (nodes: readonly Node[]) => urls(nodes.filter(({ enabled }) => enabled))
function code(work: () => unknown): string {
  try {
    work()
    return 'fine'
  } catch (error) {
    return error instanceof KluisError ? error.code : String(error)
  }
}

test('who chose nothing has every node of the list, in its order', () => {
  expect(all).toEqual([A, B, C].map((each) => ({ ...each, own: false, enabled: true })))
})

test('a node is switched off and on, moved, added and removed; the rest stays as it is', () => {
  expect(on(switchNode(all, B.url, false))).toEqual([A.url, C.url])
  expect(switchNode(switchNode(all, B.url, false), B.url, true)).toEqual(all)
  expect(urls(moveNode(all, C.url, 0))).toEqual([C.url, A.url, B.url])
  expect(urls(moveNode(all, A.url, 99))).toEqual([B.url, C.url, A.url])
  const more = addNode(all, OWN, ' my  VPS ')
  expect(more.at(-1)).toEqual({ url: OWN, operator: 'my VPS', own: true, enabled: true })
  expect(removeNode(more, OWN)).toEqual(all)
  expect(addNode(all, OWN, '\u202e ').at(-1)?.operator).toBe('yourself')
  expect(addNode(all, OWN, 'x'.repeat(500)).at(-1)?.operator).toHaveLength(40)
})

test('the last node that is on cannot be switched off or removed, and the error says which rule it is', () => {
  const one = switchNode(switchNode(addNode(all, OWN, ''), A.url, false), B.url, false)
  expect(code(() => switchNode(switchNode(one, C.url, false), OWN, false))).toBe('node-last')
  expect(code(() => removeNode(switchNode(one, C.url, false), OWN))).toBe('node-last')
})

test('what is not there is not changed, what the network lists is not removed, and nothing stands there twice', () => {
  expect(code(() => switchNode(all, OWN, true))).toBe('gone')
  expect(code(() => moveNode(all, OWN, 0))).toBe('gone')
  expect(code(() => removeNode(all, A.url))).toBe('gone')
  expect(code(() => addNode(all, A.url, ''))).toBe('node-known')
  expect(code(() => addNode(nodesOf([], [{ url: 'wss://a.example/ws', operator: 'Anna' }]), 'wss://a.example:443/ws', ''))).toBe(
    'node-known',
  )
  let many = all
  for (let i = 0; i < 20; i++) many = addNode(many, `wss://n${i}.example:443`, '')
  expect(code(() => addNode(many, OWN, ''))).toBe('node-full')
})

test('what is kept of a list gives the same list again, in the order and with the switches of the person', () => {
  const mine = moveNode(addNode(switchNode(all, A.url, false), OWN, 'me'), OWN, 0)
  expect(nodesOf(keepNodes(mine), [A, B, C])).toEqual(mine)
})

test('a node that a later version lists is at the end and off, and one that it does not list any more is gone', () => {
  const later = { url: 'wss://d.example:443', operator: 'Dora' }
  const kept = keepNodes(addNode(switchNode(all, B.url, false), OWN, 'me'))
  const now = nodesOf(kept, [later, B, { ...C, operator: 'Carla & Sons' }])
  expect(now.map(({ url, enabled, own }) => [url, enabled, own])).toEqual([
    [B.url, false, false],
    [C.url, true, false],
    [OWN, true, true],
    [later.url, false, false],
  ])
  // Who runs it is what this version says, not what was kept.
  expect(now[1]?.operator).toBe('Carla & Sons')
})

test('an own node that a later version lists is the network’s from then on, as it was switched', () => {
  const now = nodesOf(keepNodes(addNode(all, OWN, 'me')), [A, { url: OWN, operator: 'Olaf' }])
  expect(now.find(({ url }) => url === OWN)).toEqual({ url: OWN, operator: 'Olaf', own: false, enabled: true })
})

test('a backup brings a node of one’s own to the end and off, switches off what was off, and changes nothing else', () => {
  expect(bringNode(all, { url: OWN, operator: 'my VPS' })).toEqual([...all, { url: OWN, operator: 'my VPS', own: true, enabled: false }])
  expect(on(bringNode(all, { url: B.url, operator: null }))).toEqual([A.url, C.url])
  const mine = addNode(all, OWN, 'me')
  for (const [nodes, brought] of [
    // Here already, switched as it is; of the list, under another name; not an address; not of the list.
    [mine, { url: OWN, operator: 'another name' }],
    [mine, { url: OWN, operator: null }],
    [all, { url: A.url, operator: 'evil' }],
    [all, { url: 'ws://far.example:80', operator: 'evil' }],
    [all, { url: 'wss://unknown.example:443', operator: null }],
    // The last that is on.
    [switchNode(switchNode(all, A.url, false), B.url, false), { url: C.url, operator: null }],
  ] as const)
    expect(bringNode(nodes, brought)).toEqual(nodes)
  let full = all
  for (let i = 0; i < 20; i++) full = addNode(full, `wss://n${i}.example:443`, '')
  expect(bringNode(full, { url: OWN, operator: 'me' })).toEqual(full)
})

const step = fc.oneof(
  fc.record({
    do: fc.constant('bring' as const),
    url: fc.constantFrom(OWN, A.url, 'wss://e.example:443', 'nothing'),
    operator: fc.option(fc.string()),
  }),
  fc.record({ do: fc.constant('switch' as const), url: fc.constantFrom(A.url, B.url, C.url, OWN), enabled: fc.boolean() }),
  fc.record({ do: fc.constant('move' as const), url: fc.constantFrom(A.url, B.url, C.url, OWN), to: fc.nat(6) }),
  fc.record({ do: fc.constant('add' as const), url: fc.constantFrom(OWN, A.url, 'wss://e.example:443'), operator: fc.string() }),
  fc.record({ do: fc.constant('remove' as const), url: fc.constantFrom(OWN, B.url, 'wss://e.example:443') }),
)
test('whatever a person does, one node is on, no node stands there twice, and what is kept fits the box', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let nodes = all
      for (const each of steps) {
        try {
          if (each.do === 'switch') nodes = switchNode(nodes, each.url, each.enabled)
          else if (each.do === 'move') nodes = moveNode(nodes, each.url, each.to)
          else if (each.do === 'bring') {
            const before = on(nodes)
            nodes = bringNode(nodes, each)
            // Whatever a backup says, nobody is asked who was not asked before.
            expect(before).toEqual(expect.arrayContaining(on(nodes)))
          } else if (each.do === 'add') nodes = addNode(nodes, each.url, each.operator)
          else nodes = removeNode(nodes, each.url)
        } catch (error) {
          if (!(error instanceof KluisError)) throw error
        }
      }
      expect(on(nodes).length).toBeGreaterThan(0)
      expect(new Set(urls(nodes)).size).toBe(nodes.length)
      expect(urls(nodes)).toEqual(expect.arrayContaining([A.url, B.url, C.url]))
      expect(v.is(keptNodes, keepNodes(nodes))).toBe(true)
      expect(nodesOf(keepNodes(nodes), [A, B, C])).toEqual(nodes)
    }),
  )
})

test('settings of version 1 keep every choice, and use the nodes that they used', () => {
  const first = { language: 'nl', theme: 'dark', lockMinutes: 5, hideAmounts: true, network: 'local', localHost: 'ws://localhost:9945' }
  const now = settingsBox.migrations[2](settingsBox.migrations[1](first))
  expect(now).toEqual({ ...first, nodes: { finney: [], testnet: [] }, contactsOnly: false, tolerances: {} })
  expect(v.is(settingsBox.schema, settingsBox.migrations[3](now))).toBe(true)
})
