import type { NodeView, Views } from '../../../src/messaging'
import { answering, network, node, rao, wallet } from '../data'
import type { Answers, Scene } from '../scene'

const chosen = (
  name: string,
  change: Partial<Views['network']> | ((now: number) => Partial<Views['network']>),
  more: Partial<Scene> = {},
): Scene => ({
  name: `nodes-${name}`,
  route: '/settings/nodes',
  views: (now) => wallet(now, { network: network(now, typeof change === 'function' ? change(now) : change) }),
  ...more,
})
const cut = {
  host: null,
  latencyMs: null,
  best: null,
  finalised: null,
  bestAt: null,
  specVersion: null,
  genesisHash: null,
  existentialDeposit: null,
}
const LOCAL = 'ws://127.0.0.1:9944'
const localNode: Partial<Views['network']> = {
  id: 'local',
  nodes: [node(LOCAL, 'yourself', { own: true, latencyMs: 1, best: 9_412_448 })],
  host: LOCAL,
}
const testnet: Partial<Views['network']> = {
  id: 'testnet',
  nodes: [node('wss://test.finney.opentensor.ai:443', 'Opentensor', { latencyMs: 95, best: 5_100_201 })],
  host: 'wss://test.finney.opentensor.ai:443',
}
const all = (now: number, status: NodeView['status'], change: Partial<NodeView> = {}) =>
  network(now).nodes.map((each) => ({ ...each, enabled: true, latencyMs: null, best: null, behind: null, at: null, status, ...change }))
const long = `wss://a-node-of-my-own-with-a-name-that-nobody-would-ever-type.by-hand.staking.example.example:9944/${'k3y'.repeat(40)}?network=finney`
const everyStatus = (now: number): NodeView[] => [
  node('wss://entrypoint-finney.opentensor.ai:443', 'Opentensor', { latencyMs: 85, best: 9_412_448, at: now - 3_000 }),
  answering(now, 'wss://lite.sub.latent.to:443', 'Latent'),
  answering(now, 'wss://bittensor-finney.api.onfinality.io/public-ws', 'OnFinality', { status: 'slow', latencyMs: 4_320 }),
  answering(now, 'wss://one.example:443', 'Anna', { own: true, status: 'behind', best: 9_100_000, behind: 312_448 }),
  node('wss://two.example:443', 'Bert', { own: true, status: 'refused', problem: 'wrong-network', at: now - 90_000 }),
  node('wss://three.example:443', 'Carla', { own: true, status: 'refused', problem: 'node-lied', at: now - 90_000 }),
  node('wss://four.example:443', 'yourself', { own: true, status: 'unreached', problem: 'offline', at: now - 3_900_000 }),
  node('wss://five.example:443', 'Dora', { own: true, status: 'unknown' }),
  node('wss://six.example:443', 'Emil', { own: true, status: 'checking' }),
  node('wss://seven.example:443', 'Fay', { own: true, status: 'off', enabled: false }),
]
const twelve = (now: number): NodeView[] => [
  ...network(now).nodes,
  answering(now, long, 'The validator that my grandmother ran for', { own: true }),
  ...Array.from({ length: 7 }, (_, at) => answering(now, `wss://node-${at}.example:443`, 'My own rack', { own: true })),
]

const told: Answers = {
  networkFacts: () => ({
    block: 9_412_448,
    at: Date.UTC(2026, 10, 29),
    issuance: rao('10846211.402193377'),
    emission: rao('0.5'),
    halving: { number: 2, threshold: rao('15750000'), left: rao('4903788.597806623'), blocks: '9807578', emission: rao('0.25') },
    metadata: 'digest-agreed',
    problem: null,
  }),
}
const facts = (name: string, more: Partial<Scene> = {}): Scene => ({
  name: `network-${name}`,
  route: '/settings/network',
  views: wallet,
  answers: told,
  sees: ({ nodes }) => nodes.halvingWhy,
  ...more,
})
const failing = (code: 'node-lied' | 'offline'): Answers => ({ networkFacts: { error: { code, facts: {} } } })

const adding = (name: string, more: Partial<Scene> = {}): Scene => ({
  name: `node-add-${name}`,
  route: '/settings/nodes/add',
  views: wallet,
  ...more,
})
const PASSWORD = 'correct horse battery staple'
const refused = (code: 'offline' | 'wrong-network' | 'node-lied' | 'wrong-password'): Partial<Scene> => ({
  answers: { addNode: { error: { code, facts: {} } } },
  steps: async (screen, { nodes, common }) => {
    await screen.byLabel(nodes.address).fill('wss://node.example:9944')
    await screen.byLabel(common.password).fill(PASSWORD)
    await screen.byRole('button', nodes.addDo).click()
    await screen.byRole('button', nodes.addDo).waitFor()
  },
})

const ownOff = node('wss://a-rack-in-the-attic.example:9944', 'Boat club', { own: true, enabled: false, status: 'off' })

/** Networks, their nodes, and what the chain says of itself. */
export const networkScenes: readonly Scene[] = [
  chosen('online', {}, { walked: true, narrow: true }),
  chosen('every-status', (now) => ({ nodes: everyStatus(now) }), { narrow: true }),
  chosen('twelve', (now) => ({ nodes: twelve(now) }), { narrow: true }),
  chosen('checking', (now) => ({ nodes: [...network(now).nodes.slice(0, 1), ...all(now, 'checking').slice(1)] })),
  chosen('idle', (now) => ({ phase: 'idle', ...cut, nodes: all(now, 'unknown') })),
  chosen('connecting', (now) => ({
    phase: 'connecting',
    ...cut,
    nodes: [...all(now, 'checking').slice(0, 1), ...all(now, 'unknown').slice(1)],
  })),
  chosen('offline', (now) => ({ phase: 'offline', host: null, nodes: all(now, 'unreached', { problem: 'offline', at: now - 40_000 }) })),
  chosen('refused', (now) => ({
    phase: 'refused',
    host: null,
    problem: 'node-lied',
    nodes: all(now, 'refused', { problem: 'node-lied' }),
  })),
  chosen('none-on', (now) => ({ phase: 'offline', ...cut, nodes: all(now, 'off', { enabled: false }) })),
  chosen('testnet', testnet),
  chosen('local', localNode),
  chosen('local-wrong', localNode, {
    steps: async (screen, { settings }) => {
      await screen.byLabel(settings.localAddress).fill('wss://node.example')
      await screen.byText(settings.localWrong).waitFor()
    },
  }),
  chosen(
    'local-asked',
    {},
    {
      answers: { chooseNetwork: { error: { code: 'wrong-password', facts: {} } } },
      steps: async (screen, { settings, common, errors }) => {
        await screen.byRole('radio', new RegExp(settings.networks.local)).click()
        await screen.byLabel(common.password).fill('another one')
        await screen.byRole('button', settings.use).click()
        await screen.byText(errors['wrong-password']({})).waitFor()
      },
      narrow: true,
    },
  ),
  chosen('own-asked', (now) => ({ nodes: [...network(now).nodes, ownOff] }), {
    steps: async (screen, { nodes, common }) => {
      await screen.byRole('switch', nodes.switchOn({ url: 'a-rack-in-the-attic.example:9944' })).click()
      await screen.byLabel(common.password).waitFor()
    },
    narrow: true,
  }),
  chosen('failed', localNode, {
    answers: { chooseNetwork: { error: { code: 'wrong-network', facts: {} } } },
    steps: async (screen, { errors }) => {
      await screen.byRole('radio', /Finney/).click()
      await screen.byText(errors['wrong-network']({})).waitFor()
    },
  }),
  chosen('last', (now) => ({ nodes: [...network(now).nodes.slice(0, 1), ...all(now, 'off', { enabled: false }).slice(1)] }), {
    answers: { switchNode: { error: { code: 'node-last', facts: {} } } },
    steps: async (screen, { errors, nodes }) => {
      await screen.byRole('switch', nodes.switchOn({ url: 'entrypoint-finney.opentensor.ai' })).click()
      await screen.byText(errors['node-last']({})).waitFor()
    },
  }),
  adding('empty', { walked: true, narrow: true }),
  adding('key', {
    steps: async (screen, { nodes }) => {
      await screen.byLabel(nodes.address).fill(long.slice(0, 250))
      await screen.byText(nodes.addressKey).waitFor()
    },
    narrow: true,
  }),
  adding('login', {
    steps: async (screen, { nodes, errors }) => {
      await screen.byLabel(nodes.address).fill('wss://me:secret@node.example')
      await screen.byText(errors['node-login']({})).waitFor()
    },
  }),
  adding('asking', {
    answers: { addNode: 'never' },
    steps: async (screen, { nodes, common }) => {
      await screen.byLabel(nodes.address).fill('wss://node.example:9944')
      await screen.byLabel(nodes.operator).fill('My own rack')
      await screen.byLabel(common.password).fill(PASSWORD)
      await screen.byRole('button', nodes.addDo).click()
      await screen.byText(nodes.adding).waitFor()
    },
  }),
  adding('unreached', refused('offline')),
  adding('other-chain', refused('wrong-network')),
  adding('wrong-password', refused('wrong-password')),
  facts('facts', { walked: true, narrow: true }),
  facts('unchecked', {
    answers: {
      networkFacts: (_) => ({
        ...(told.networkFacts as () => { block: number; at: number; issuance: string; emission: string; halving: null })(),
        metadata: null,
        problem: 'metadata-unverified',
      }),
    },
  }),
  facts('issued', {
    answers: {
      networkFacts: {
        ...{ block: 9_412_448, at: 0, issuance: rao('21000000'), emission: '0', halving: null },
        ...({ metadata: 'digest-agreed', problem: null } as const),
      },
    },
    sees: ({ nodes }) => nodes.noHalving,
  }),
  facts('local', {
    views: (now) => wallet(now, { network: network(now, localNode) }),
  }),
  facts('lied', { answers: failing('node-lied'), sees: ({ nodes }) => nodes.lied }),
  facts('reading', { answers: { networkFacts: 'never' }, sees: ({ nodes }) => nodes.reading }),
  facts('offline', {
    views: (now) => wallet(now, { network: network(now, { phase: 'offline', ...cut, nodes: all(now, 'unreached') }) }),
    sees: ({ nodes }) => nodes.rules,
  }),
]
