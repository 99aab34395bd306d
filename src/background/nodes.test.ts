import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { honest } from '../../e2e/localnet/faults'
import { networks } from '../chain'
import { codeOf, createComputer, pause, resultOf, until } from './fixtures/computer'
import { bring, createWorld, keptOf, openPopup, password, secret } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// The list of nodes: what is on in it is asked, and nobody else.

const [first, second, third, fourth] = networks.finney.hosts.map(({ url }) => url) as [string, string, string, string]
let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
})
afterEach(() => void Object.assign(node.faults, honest()))
afterAll(() => node.close())

/** An open wallet on finney, none of whose nodes can be reached. */
async function made() {
  const computer = createComputer()
  const popup = await openPopup(computer)
  keptOf(await popup.ask('createWallet', { commandId: 'the first', password, keys: [bring(secret, { name: 'Main' })] }))
  await until(() => computer.asked.length >= 4)
  const nodes = () => popup.views.network.nodes
  const asked = async (work: () => Promise<unknown>) => {
    computer.asked.length = 0
    await work()
    await pause(200)
    return [...new Set(computer.asked)]
  }
  return { computer, popup, nodes, asked }
}
const own = { network: 'finney', operator: 'my own machine', password } as const

test('a network begins with all nodes of its list, with who runs them', async () => {
  const { computer, nodes } = await made()
  expect(nodes().map(({ url, operator, own, enabled }) => ({ url, operator, own, enabled }))).toEqual(
    networks.finney.hosts.map((each) => ({ ...each, own: false, enabled: true })),
  )
  expect([...new Set(computer.asked)].toSorted()).toEqual([first, second, third, fourth].toSorted())
  computer.life.die()
})

test('No message goes to a host that the user did not choose: a node that is off is neither used nor looked at, also after a death', async () => {
  const { computer, popup, nodes, asked } = await made()
  for (const url of [first, fourth]) resultOf(await popup.ask('switchNode', { network: 'finney', url, enabled: false }))
  const looked = await asked(async () => {
    resultOf(await popup.ask('checkNodes', { pressed: true }))
    resultOf(await popup.ask('retryNetwork', undefined))
  })
  expect(looked.toSorted()).toEqual([second, third].toSorted())
  expect(nodes().map(({ status }) => status)).toEqual(['off', 'unreached', 'unreached', 'off'])
  const later = await asked(async () => {
    await computer.restart()
    await openPopup(computer)
    await until(() => computer.asked.length >= 2)
  })
  expect(later.toSorted()).toEqual([second, third].toSorted())
  computer.life.die()
})

test('they are tried in the person’s order', async () => {
  const { computer, popup, nodes, asked } = await made()
  resultOf(await popup.ask('moveNode', { network: 'finney', url: third, to: 0 }))
  expect(nodes().map(({ url }) => url)).toEqual([third, first, second, fourth])
  expect(await asked(() => popup.ask('retryNetwork', undefined))).toEqual([third, first, second, fourth])
  computer.life.die()
})

test('the last node that is on stays on', async () => {
  const { computer, popup, nodes } = await made()
  for (const url of [first, second, third]) resultOf(await popup.ask('switchNode', { network: 'finney', url, enabled: false }))
  expect(codeOf(await popup.ask('switchNode', { network: 'finney', url: fourth, enabled: false }))).toBe('node-last')
  expect(nodes().map(({ enabled }) => enabled)).toEqual([false, false, false, true])
  expect(codeOf(await popup.ask('switchNode', { network: 'finney', url: 'wss://nobody.example:443', enabled: true }))).toBe('gone')
  expect(codeOf(await popup.ask('removeNode', { network: 'finney', url: first }))).toBe('gone')
  computer.life.die()
})

test('an own node is kept after the password and after it told the network’s genesis, and is used from then on', async () => {
  const { computer, popup, nodes, asked } = await made()
  node.faults.genesis = networks.finney.genesisHash
  // Nobody is asked before the password.
  const wrong = await asked(async () => {
    expect(codeOf(await popup.ask('addNode', { ...own, url: node.url, password: 'wrong' }))).toBe('wrong-password')
  })
  expect(wrong).not.toContain(node.url)
  expect(nodes()).toHaveLength(4)
  const added = await asked(async () => void resultOf(await popup.ask('addNode', { ...own, url: ` ${node.url}/ ` })))
  expect(added).toContain(node.url)
  expect(nodes().at(-1)).toMatchObject({ url: node.url, operator: 'my own machine', own: true, enabled: true })
  expect(codeOf(await popup.ask('addNode', { ...own, url: node.url }))).toBe('node-known')
  // Where it is the only one that is on, it is the one in use.
  for (const url of [first, second, third, fourth]) resultOf(await popup.ask('switchNode', { network: 'finney', url, enabled: false }))
  await until(() => popup.views.network.phase === 'online')
  expect(popup.views.network).toMatchObject({ id: 'finney', host: node.url })
  expect(nodes().map(({ status }) => status)).toEqual(['off', 'off', 'off', 'off', 'in-use'])
  expect(codeOf(await popup.ask('removeNode', { network: 'finney', url: node.url }))).toBe('node-last')
  resultOf(await popup.ask('switchNode', { network: 'finney', url: second, enabled: true }))
  // Of a node that is removed not even the address stays among what is kept of nodes.
  const kept = (url: string) => [...computer.disk.bytes.keys()].filter((key) => key.includes(url))
  computer.disk.bytes.set(`finney/${first}/metadata`, Uint8Array.of(1))
  expect(kept(node.url)).not.toEqual([])
  resultOf(await popup.ask('removeNode', { network: 'finney', url: node.url }))
  expect(kept(node.url)).toEqual([])
  expect(kept(first)).toHaveLength(1)
  expect(nodes().map(({ url }) => url)).not.toContain(node.url)
  const after = await asked(() => popup.ask('retryNetwork', undefined))
  expect(after).toEqual([second])
  computer.life.die()
})

test('a node of another chain, one that is not there and an address that is none are not kept', async () => {
  const { computer, popup, nodes, asked } = await made()
  const settings = () => [...computer.disk.main].filter(([key]) => key.startsWith('settings'))
  const before = settings()
  expect(codeOf(await popup.ask('addNode', { ...own, url: node.url }))).toBe('wrong-network')
  expect(codeOf(await popup.ask('addNode', { ...own, url: 'ws://127.0.0.1:1' }))).toBe('offline')
  const refused = await asked(async () => {
    for (const [url, code] of [
      ['wss://me:secret@node.example', 'node-login'],
      ['ws://node.example:9944', 'node-unsafe'],
      ['node', 'node-address'],
      [first, 'node-known'],
      [third.replace('.io/', '.io:443/'), 'node-known'],
    ] as const)
      expect(codeOf(await popup.ask('addNode', { ...own, url }))).toBe(code)
  })
  expect(refused.filter((url) => url !== first && url !== second && url !== third && url !== fourth)).toEqual([])
  expect(nodes()).toHaveLength(4)
  expect(settings()).toEqual(before)
  expect(computer.said.join('')).not.toContain('secret@')
  resultOf(await popup.ask('lock', undefined))
  expect(codeOf(await popup.ask('addNode', { ...own, url: node.url }))).toBe('locked')
  expect(codeOf(await popup.ask('checkNodes', { pressed: true }))).toBe('locked')
  expect(codeOf(await popup.ask('networkFacts', undefined))).toBe('locked')
  computer.life.die()
})

test('a wipe forgets the nodes, and ends every look at one', async () => {
  const { computer, popup, asked } = await made()
  resultOf(await popup.ask('switchNode', { network: 'finney', url: first, enabled: false }))
  const looked = await asked(async () => {
    resultOf(await popup.ask('wipe', { sure: 'everything' }))
    expect(codeOf(await popup.ask('checkNodes', { pressed: true }))).toBe('locked')
  })
  expect(looked).toEqual([])
  keptOf(await popup.ask('createWallet', { commandId: 'the second', password, keys: [bring(secret, { name: 'Main' })] }))
  expect(popup.views.network.nodes.map(({ enabled }) => enabled)).toEqual([true, true, true, true])
  computer.life.die()
})

test('the chain’s own facts: what is issued, what a block gives, and how the metadata was checked', async () => {
  const { popup, computer } = await createWorld(node)
  const read = <T>(name: string) => node.chain.at(node.chain.best).read<T>('SubtensorModule', name)
  const facts = resultOf<Record<string, unknown>>(await popup.ask('networkFacts', undefined))
  expect(facts).toMatchObject({
    block: node.chain.best.number,
    issuance: String(read<bigint>('TotalIssuance')),
    emission: String(read<bigint>('BlockEmission')),
    halving: { number: 2, threshold: '15750000000000000' },
    metadata: 'trusted-local',
    problem: null,
  })
  expect(popup.views.network.nodes).toMatchObject([{ url: node.url, operator: 'yourself', own: true, enabled: true, status: 'in-use' }])
  computer.life.die()
})

test('a disk that fails while a page opens costs no connection: when the disk can again, the next ping of that page makes it', async () => {
  const { computer } = await createWorld(node)
  computer.fault.disk = true
  await computer.restart()
  const popup = computer.popup()
  popup.ping()
  await pause(100)
  expect(popup.views).toEqual({})
  computer.fault.disk = false
  popup.ping()
  await until(() => popup.views.network?.phase === 'online' && popup.views.balances.at !== null)
  computer.life.die()
})
