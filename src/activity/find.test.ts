import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Activity, type Entry, everything, type Find, find, type ReceivedEntry } from '.'

const id = (n: number): `0x${string}` => `0x${n.toString(16).padStart(64, '0')}`
const final: Extract<Entry['status'], { phase: 'final' }> = { phase: 'final', block: 5, ok: true, error: null, part: false, ran: [true] }
const own = (n: number, over: Partial<Entry> = {}): Entry => ({
  ...{ kind: 'own', id: `e${n}`, account: id(1), network: 'local', genesisHash: '0x0', origin: null, at: n, hash: `0xabc${n}`, nonce: n },
  ...{ eraBegin: 0, eraEnd: 64, status: final, fee: '125000', worst: null, extrinsic: null, cursor: null, hidden: null, wrappers: [] },
  calls: [
    {
      call: 'Balances.transfer_keep_alive',
      path: [],
      fact: { kind: 'transfer', to: { id: id(2), address: '5two' }, amount: '12500000000', keepAlive: true },
    },
  ],
  ...over,
})
const got = (n: number, over: Partial<ReceivedEntry> = {}): ReceivedEntry => ({
  ...{
    kind: 'received',
    id: `r${n}`,
    account: id(1),
    network: 'local',
    genesisHash: '0x0',
    at: n,
    amount: '7000000001',
    count: 1,
    dust: false,
  },
  ...{
    block: 9,
    blockHash: '0xbb',
    extrinsic: { index: 1, hash: '0xfeed' },
    cause: { kind: 'transfer', from: { id: id(3), address: '5three' } },
  },
  ...over,
})
const stake = own(3, { calls: [{ call: 'SubtensorModule.add_stake', path: [], fact: { kind: 'root-only' } }] })
const failed = own(4, { status: { ...final, ok: false, error: 'x' }, origin: 'https://market.example', network: 'finney' })
const sent = own(5, { status: { phase: 'sent' } })
const note = own(6, { calls: [{ call: 'System.remark', path: [], fact: { kind: 'remark', hex: '0x', text: null } }] })
const dust = got(7, { dust: true, amount: '3', count: 3 })
const unstaked = got(8, { cause: { kind: 'unstaked', hotkey: { id: id(4), address: '5four' }, netuid: 4 } })
const all: Activity = [own(1), got(2), stake, failed, sent, note, dust, unstaked]
const called = new Map<string, string>([
  [id(1), 'daily'],
  [id(2), 'workshop'],
  [id(3), 'ann the baker'],
])
const names = { nameOf: (each: string) => called.get(each), addressOf: (each: string) => `5${each.slice(-2)}address` }
const ids = (wanted: Partial<Find>) => find(all, { ...everything, ...wanted }, 0, 100, names).items.map((each) => each.id)

test.each<[string, Partial<Find>, string[]]>([
  ['nothing is everything but dust, newest first', {}, ['r8', 'e6', 'e5', 'e4', 'e3', 'r2', 'e1']],
  ['dust is there when it is asked for', { dust: true, kind: 'received' }, ['r8', 'r7', 'r2']],
  ['what was sent', { kind: 'sent' }, ['e5', 'e4', 'e1']],
  ['what was signed for sites', { kind: 'site' }, ['e4']],
  ['staking, in both directions', { kind: 'staking' }, ['r8', 'e3']],
  ['the rest', { kind: 'other' }, ['e6']],
  ['what is open', { state: 'open' }, ['e5']],
  ['what failed', { state: 'failed' }, ['e4']],
  ['one network', { network: 'finney' }, ['e4']],
  ['an account, also where it was paid', { account: id(2) }, ['e5', 'e4', 'e1']],
  ['a contact by name', { text: ' Baker ' }, ['r2']],
  ['an own account by name', { text: 'workshop' }, ['e5', 'e4', 'e1']],
  ['an address', { text: '503addr' }, ['r2']],
  ['an amount with a comma', { text: '12,50' }, ['e5', 'e4', 'e1']],
  ['an amount to the last rao', { text: '7.000000001' }, ['r8', 'r2']],
  ['an amount that is none', { text: '7.000000002' }, []],
  ['a call', { text: 'add_stake' }, ['e3']],
  ['a hash', { text: '0xFEED' }, ['r8', 'r2']],
  ['a site', { text: 'market.example' }, ['e4']],
  ['a block', { text: '9' }, ['r8', 'r2']],
  ['all of it at once', { text: '12.5', kind: 'sent', state: 'failed', network: 'finney', account: id(1) }, ['e4']],
  ['nothing that there is', { text: 'nobody' }, []],
])('finds %s', (_name, wanted, expected) => {
  expect(ids(wanted)).toEqual(expected)
})

test('pages go through all that is found once, newest first', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (small, size) => {
      const list = small.map((dust, n) => got(n, { dust }))
      const seen: string[] = []
      let total = 1
      for (let from = 0; from < total; from += size) {
        const page = find(list, everything, from, size, names)
        total = page.total
        seen.push(...page.items.map((each) => each.id))
      }
      expect(seen).toEqual(
        list
          .filter((each) => !each.dust)
          .map((each) => each.id)
          .toReversed(),
      )
    }),
  )
})
