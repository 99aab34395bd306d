import { levels as kindLevels } from '../../src/explain/facts'
import type { AccountView, EntryView, ExplanationView, LeafView, NodeView, ReceivedView, RequestView, Views } from '../../src/messaging'
import { belongs } from '../../src/popup/listing'
import { blake256, encodeAddress, type Fact, fromHex, parseTao, probablyMeant, type Risk, type RiskId, TAO, toHex } from '../../src/units'
import type { Answers } from './scene'

/** Everything here is made up: keys are hashes of names, so that every tile and address is the same in every run. */
const hashOf = (text: string) => toHex(blake256(new TextEncoder().encode(text)))

/** Rao of an amount as one reads it. @param tao '12.5' */
export function rao(tao: string): string {
  const amount = parseTao(tao)
  if (amount === undefined) throw new Error(`${tao} is no amount`)
  return amount.toString()
}

export function account(name: string, more: Partial<AccountView> = {}): AccountView {
  const id = hashOf(`account ${name}`)
  return {
    id,
    name,
    note: '',
    address: encodeAddress(fromHex(id)),
    publicKey: id,
    type: 'sr25519',
    role: 'coldkey',
    path: '',
    holds: 'phrase',
    watch: null,
    hidden: false,
    savedAt: 1_764_000_000_000,
    ...more,
  }
}
/** An account whose key is elsewhere. */
export const watched = (name: string, watch: AccountView['watch'] = 'address'): AccountView =>
  account(name, { role: 'watch', holds: null, path: null, watch })

export const daily = account('Daily')
export const savings = account('Savings', { path: '//savings//0' })
export const cold = account('Cold storage', { type: 'ed25519', path: '//cold' })
export const workshop = account('Workshop')
export const stranger = account('nobody knows')
/** Names as long and as wide as a name may be, in scripts of both directions. */
export const longNames: readonly AccountView[] = [
  account('Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbe'),
  account('محفظة التوفير القديمة جدا جدا جدا جدا جدا'),
  account('🏦🔐🥶 Kluis 🧊'),
  account('The account that my grandmother opened for the boat we never had'),
  account('a'),
]

/** An address that shares its beginning and its end with another; only for looking at, its checksum is wrong. */
export const twinOf = (address: string): string =>
  `${address.slice(0, 8)}${[...address.slice(8, 40)].reverse().join('')}${address.slice(40)}`

export type Money = { free: string; reserved?: string; frozen?: string }
/** Balances of a block that was just read, without stakes. @param money tao by account */
export function balances(now: number, money: readonly (readonly [AccountView, string | Money])[]): Views['balances'] {
  const entries = money.map(([{ id }, has]) => {
    const { free, reserved = '0', frozen = '0' } = typeof has === 'string' ? { free: has } : has
    const exit = (BigInt(rao(free)) + BigInt(rao(reserved))).toString()
    const none = { staked: '0', locked: '0', exit, exitSpot: exit, exitAt: null, exitKnown: 0, positions: 0 }
    return [id, { free: rao(free), reserved: rao(reserved), frozen: rao(frozen), ...none }]
  })
  return { block: 9_412_448, at: now - 3_000, byAccount: Object.fromEntries(entries) }
}
export const accounts = (all: readonly AccountView[], chosen: AccountView | null = all[0] ?? null): Views['accounts'] => ({
  total: all.length,
  first: all.slice(0, 100),
  chosen,
  revision: 1,
  unsaved: all.filter(({ holds, savedAt }) => holds !== null && savedAt === null).length,
})
/** As many accounts as nobody wants to read. */
export const manyAccounts = (count: number): AccountView[] =>
  Array.from({ length: count }, (_, at) =>
    at % 97 === 5
      ? watched(`Account ${at + 1}`)
      : account(`Account ${at + 1}`, {
          role: at % 31 === 3 ? 'hotkey' : 'coldkey',
          hidden: at % 41 === 7,
          savedAt: at % 53 === 1 ? null : 1,
        }),
  )
export const contact = (name: string, note = ''): Views['contacts']['items'][number] => {
  const { id, address } = account(name)
  return { id, name, note, address, alike: false }
}

/** What a background answers to questions about these accounts. */
export function answersOf(all: readonly AccountView[]): Answers {
  const found = (only: keyof typeof belongs, query: string) =>
    all.filter((each) => belongs[only](each) && [each.name, each.note, each.address].some((text) => text.includes(query)))
  return {
    accountsPage: ({ from, count, query, only }) => {
      const list = found(only, query)
      return { total: list.length, items: list.slice(from, from + count) }
    },
    accountPlace: ({ id, query, only }) => {
      const at = found(only, query).findIndex((each) => each.id === id)
      return at < 0 ? null : at
    },
    accountsOf: ({ ids }) => all.filter(({ id }) => ids.includes(id)),
    accountsAlike: ({ texts }) =>
      texts.flatMap(
        (text) =>
          probablyMeant(
            text,
            all.filter(({ address }) => address !== text),
          ) ?? [],
      ),
  }
}

/** One node of a network's list, in use unless told otherwise. */
export const node = (url: string, operator: string, change: Partial<NodeView> = {}): NodeView => ({
  url,
  operator,
  own: false,
  enabled: true,
  status: 'in-use',
  latencyMs: null,
  best: null,
  behind: null,
  at: null,
  problem: null,
  ...change,
})
/** A node that was looked at and answered. */
export const answering = (now: number, url: string, operator: string, change: Partial<NodeView> = {}): NodeView =>
  node(url, operator, { status: 'answering', latencyMs: 140, best: 9_412_447, behind: 1, at: now - 20_000, ...change })

export const network = (now: number, change: Partial<Views['network']> = {}): Views['network'] => ({
  id: 'finney',
  nodes: [
    node('wss://entrypoint-finney.opentensor.ai:443', 'Opentensor', { latencyMs: 85, best: 9_412_448, at: now - 3_000 }),
    answering(now, 'wss://lite.sub.latent.to:443', 'Latent'),
    answering(now, 'wss://bittensor-finney.api.onfinality.io/public-ws', 'OnFinality', { latencyMs: 210, best: 9_412_448, behind: 0 }),
    node('wss://lite.chain.opentensor.ai:443', 'Opentensor', { status: 'off', enabled: false }),
  ],
  phase: 'online',
  host: 'wss://entrypoint-finney.opentensor.ai:443',
  problem: null,
  best: 9_412_448,
  finalised: 9_412_445,
  bestAt: now - 3_000,
  latencyMs: 84,
  lostAt: null,
  specVersion: 475,
  genesisHash: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
  existentialDeposit: '500',
  token: TAO,
  ...change,
})

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
export const ago = { MINUTE, HOUR: 60 * MINUTE, DAY }

export const transferTo = (to: AccountView, amount: string): Fact => ({
  kind: 'transfer',
  to: { id: to.id, address: to.address },
  amount: rao(amount),
  keepAlive: true,
})

type Call = EntryView['calls'][number]

/** One transaction of the past. */
export function entry(
  name: string,
  at: number,
  status: EntryView['status'],
  { calls, ...change }: Partial<Omit<EntryView, 'calls'>> & { calls?: (Omit<Call, 'ran'> & Partial<Pick<Call, 'ran'>>)[] } = {},
): EntryView {
  const failed = 'ok' in status && !status.ok
  const ran = status.phase === 'unknown' || (failed && status.part) ? null : !failed && status.phase !== 'lost'
  return {
    kind: 'own',
    id: `entry-${name}`,
    account: daily.id,
    network: 'finney',
    origin: null,
    at,
    hash: hashOf(`entry ${name}`),
    calls: (calls ?? [{ call: 'Balances.transfer_keep_alive', fact: transferTo(workshop, '12.5') }]).map((each) => ({ ran, ...each })),
    status,
    replaced: false,
    fee: '83104',
    eraEnd: 9_412_512,
    extrinsic: 'block' in status ? { block: status.block, index: 7 } : null,
    ...change,
  }
}

const levels: Record<RiskId, Risk['level']> = {
  'first-time-recipient': 2,
  'recipient-lookalike': 3,
  'recipient-self': 2,
  'recipient-keyless': 3,
  'recipient-hotkey': 2,
  'recipient-not-contact': 3,
  'from-hotkey': 3,
  'account-closed': 3,
  'all-balance': 3,
  'most-of-balance': 3,
  'large-first-time': 3,
  'balance-unknown': 2,
  'nodes-disagree': 2,
  'below-existential-deposit': 2,
  'not-enough': 2,
  'amount-zero': 2,
  'tip-high': 3,
  'fee-high': 3,
  'era-long': 3,
  'site-new': 1,
  'metadata-unverified': 3,
  'network-local': 0,
  'not-atomic': 1,
  'root-only': 4,
  'not-text': 3,
  'sign-in-elsewhere': 3,
  'sign-in-other': 2,
  'sign-in-late': 2,
  'no-limit': 3,
  'claim-open': 2,
  'claim-loss': 2,
  'limit-near': 0,
  'limit-loose': 2,
  'limit-nominal': 3,
  'limit-passed': 2,
  'limit-unknown': 3,
  'sells-all': 2,
  'rest-sold': 2,
  'stake-given': 3,
  'stake-destroyed': 3,
  'stake-locked': 3,
  'hotkey-swapped': 3,
  'fee-in-alpha': 1,
}
export const risk = (id: RiskId, facts: Record<string, string> = {}): Risk => ({ id, level: levels[id], facts })

const worst = (risks: readonly Risk[], atLeast: Risk['level']) =>
  risks.reduce<Risk['level']>((level, each) => (each.level > level ? each.level : level), atLeast)

/** One call, with the level of its kind or of its gravest risk. */
export function leaf(call: string, fact: Fact, risks: Risk[] = [], path: number[] = []): LeafView {
  return { path, call, fact, risks, level: worst(risks, kindLevels[fact.kind]) }
}

export const SITE = 'https://market.subnet.example'
export type Transaction = Extract<RequestView, { kind: 'transaction' }>
type Asked = Partial<Transaction> & {
  leaves: LeafView[]
  risks?: Risk[]
  outflow?: string | null
  stakeOut?: ExplanationView['stakeOut']
  wrappers?: string[]
}

/** A transaction that waits, with the arithmetic of its amounts right. @param asked.outflow tao, 'null' for no bound */
export function transaction(now: number, name: string, asked: Asked): Transaction {
  const { leaves, risks = [], outflow = '0', stakeOut = [], wrappers = [], ...change } = asked
  const free = change.free === undefined ? rao('148.209321342') : change.free
  const fee = change.fee === undefined ? '83104' : change.fee
  const tip = change.tip ?? '0'
  const out = outflow === null ? null : rao(outflow)
  const after = free === null || out === null || fee === null ? null : BigInt(free) - BigInt(out) - BigInt(fee) - BigInt(tip)
  return {
    kind: 'transaction',
    id: `request-${name}`,
    openedAt: now - 4_000,
    expiresAt: now + 5 * MINUTE,
    origin: SITE,
    account: daily,
    explanation: {
      level: worst(
        risks,
        worst(
          [],
          leaves.reduce<Risk['level']>((level, each) => (each.level > level ? each.level : level), 0),
        ),
      ),
      leaves,
      wrappers: wrappers.map((call, depth) => ({ path: Array.from({ length: depth }, () => 0), call })),
      risks,
      outflow: out,
      stakeOut,
    },
    tip,
    nonce: 41,
    eraPeriod: 64,
    eraEnd: 9_412_512,
    network: 'finney',
    token: TAO,
    specVersion: 475,
    verified: 'digest-signed',
    after: after === null ? null : (after < 0n ? 0n : after).toString(),
    hash: hashOf(`payload ${name}`),
    bytes: toHex(new Uint8Array(148).map((_, at) => (at * 37 + name.length) % 256)),
    firstTime: false,
    ...change,
    free,
    fee,
  }
}

/** A message that waits. @param text null for bytes that are no text */
export function message(now: number, text: string | null, change: Partial<Extract<RequestView, { kind: 'message' }>> = {}): RequestView {
  const bytes = toHex(
    text === null ? new Uint8Array(96).map((_, at) => (at * 91 + 7) % 256) : new TextEncoder().encode(`<Bytes>${text}</Bytes>`),
  )
  return {
    kind: 'message',
    id: 'request-message',
    openedAt: now - 4_000,
    expiresAt: now + 5 * MINUTE,
    origin: SITE,
    account: daily,
    text,
    bytes,
    signIn: null,
    level: text === null ? 3 : 0,
    risks: text === null ? [risk('not-text')] : [],
    hash: hashOf(bytes),
    firstTime: false,
    ...change,
  }
}

export const connect = (now: number, origin: string, claims: string, resembles: string | null = null): RequestView => ({
  kind: 'connect',
  id: 'request-connect',
  openedAt: now - 4_000,
  expiresAt: now + 5 * MINUTE,
  origin,
  claims,
  resembles,
})

/** What accounts without stakes have together, as a background adds it up. @param change what is different from that */
export function portfolio(
  { first, total }: Pick<Views['accounts'], 'first' | 'total'>,
  { byAccount, at }: Views['balances'],
  change: Partial<NonNullable<Views['portfolio']['money']>> = {},
): Views['portfolio'] {
  if (at === null) return { chosen: {}, money: null }
  const own = first.filter(({ role }) => role !== 'watch')
  const watched = own.length === 0 && first.length > 0
  const counted = watched ? first : own
  const seen = counted.flatMap(({ id }) => byAccount[id] ?? [])
  const sum = (field: 'free' | 'reserved', of = seen) => of.reduce((all, each) => all + BigInt(each[field]), 0n)
  const others = watched ? [] : first.filter(({ role }) => role === 'watch')
  const left = others.flatMap(({ id }) => byAccount[id] ?? [])
  const whole = (sum('free') + sum('reserved')).toString()
  return {
    chosen: {},
    money: {
      ...{ of: counted.length + total - first.length, known: seen.length, watched },
      left: {
        count: others.length,
        total: left.length === others.length ? (sum('free', left) + sum('reserved', left)).toString() : null,
      },
      ...{ free: sum('free').toString(), reserved: sum('reserved').toString(), root: '0', subnets: '0', total: whole, locked: '0' },
      ...{ read: true, unpriced: 0, count: 0, first: [] },
      sold: { rao: whole, spot: whole, known: 0, of: 0, stuck: 0, at: null },
      ...change,
    },
  }
}

/** Nobody ever connected, and the phishing list is as it came. */
export const noSites: Views['sites'] = {
  ...{ items: [], blocked: [], refused: [], trusted: [] },
  list: { bundled: 13_008, on: false, hosts: null, at: null, triedAt: null, failed: null },
}

/** A wallet as most people have it: open, three accounts, a node that answers. */
export function wallet(now: number, change: Partial<Views> = {}): Views {
  const views = withoutPortfolio(now, change)
  return { ...views, portfolio: change.portfolio ?? portfolio(views.accounts, views.balances) }
}
function withoutPortfolio(now: number, change: Partial<Views>): Omit<Views, 'portfolio'> {
  return {
    session: { status: 'unlocked', deadline: now + 15 * MINUTE },
    accounts: accounts([daily, savings, cold], daily),
    contacts: { items: [contact('Exchange', 'Deposits only')] },
    balances: balances(now, [
      [daily, '148.209321342'],
      [savings, { free: '1012.0041', reserved: '2.5', frozen: '1000' }],
      [cold, '250'],
    ]),
    network: network(now),
    requests: { items: [] },
    sites: {
      items: [
        { origin: SITE, accounts: [daily.id], grantedAt: now - 43 * DAY, lastUsedAt: now - 2 * DAY, refused: false },
        { origin: 'http://localhost:5173', accounts: [daily.id, savings.id], grantedAt: now - DAY, lastUsedAt: now - DAY, refused: false },
      ],
      blocked: [{ origin: 'https://taostats.example.test', at: now - 8 * DAY }],
      refused: [],
      trusted: [],
      list: { bundled: 13_008, on: false, hosts: null, at: null, triedAt: null, failed: null },
    },
    activity: { total: 0, first: [], pending: 0, dust: 0 },
    settings: {
      language: 'en',
      theme: 'light',
      lockMinutes: 15,
      hideAmounts: false,
      contactsOnly: false,
      tolerances: {},
      shieldAbove: '1000000000',
      localHost: 'ws://127.0.0.1:9944',
    },
    notices: { items: [] },
    ...change,
  }
}

/** Something that came. @param amount tao */
export function received(name: string, at: number, amount: string, change: Partial<ReceivedView> = {}): ReceivedView {
  return {
    kind: 'received',
    id: `received-${name}`,
    account: daily.id,
    network: 'finney',
    at,
    amount: rao(amount),
    count: 1,
    dust: false,
    block: 9_405_311,
    blockHash: hashOf(`block ${name}`),
    extrinsic: { index: 12, hash: hashOf(`received ${name}`) },
    cause: { kind: 'transfer', from: { id: stranger.id, address: stranger.address } },
    ...change,
  }
}
