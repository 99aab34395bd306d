import { base58 } from '@scure/base'
import { expect, test } from 'vitest'
import { encodeAddress, type Fact, fromHex, lookalike, RAO_PER_TAO, toHex } from '../units'
import { type Context, risksOfLeaf, risksOfWhole } from './risks'

const person = (fill: number) => ({ id: toHex(new Uint8Array(32).fill(fill)), address: encodeAddress(new Uint8Array(32).fill(fill)) })
const me = person(1)
const friend = person(2)
const context: Context = {
  from: me,
  freeRao: 10_000n,
  existentialDepositRao: 500n,
  feeRao: 100n,
  tipRao: 0n,
  eraPeriod: 64,
  known: [me, friend],
  siteKnown: true,
  siteAsksHotkey: false,
  local: false,
}
const transfer = (amountRao: bigint, to = friend, keepAlive = true): Fact => ({ kind: 'transfer', to, amount: `${amountRao}`, keepAlive })
const all = (keepAlive: boolean, to = friend): Fact => ({ kind: 'transfer-all', to, keepAlive, amountNow: null })
const burn = (amountRao: bigint, keepAlive: boolean): Fact => ({ kind: 'burn', amount: `${amountRao}`, keepAlive })
const leaf = (fact: Fact, over: Partial<Context> = {}) =>
  risksOfLeaf(fact, { ...context, ...over }).map(({ id, level }) => `${id} ${level}`)
const whole = (facts: Fact[], over: Partial<Context> = {}) =>
  risksOfWhole(facts, { ...context, ...over }).map(({ id, level }) => `${id} ${level}`)

test('a recipient is known, new, oneself or a look-alike (PHI-01)', () => {
  expect(leaf(transfer(1n))).toEqual([])
  expect(leaf(transfer(1n, person(3)))).toEqual(['first-time-recipient 2'])
  expect(leaf(transfer(1n, me))).toEqual(['recipient-self 2'])
  // Paid before: no look-alike, even when it resembles another one.
  const twin = { ...person(4), address: `${friend.address[0]}${friend.address.slice(1, 5)}xxxx${friend.address.slice(9)}` }
  expect(leaf(transfer(1n, twin))).toEqual(['recipient-lookalike 3'])
  expect(risksOfLeaf(transfer(1n, twin), context)[0]?.facts).toEqual({ known: friend.address })
  expect(leaf(transfer(1n, twin), { known: [friend, twin] })).toEqual([])
  expect(leaf(all(true, person(3)))).toEqual(['first-time-recipient 2', 'all-balance 3'])
})

test('a look-alike has the four characters after the first and the last four, and is not the same (PHI-01)', () => {
  const { address } = friend
  const with_ = (at: number, letter: string) => address.slice(0, at) + letter + address.slice(at + 1)
  const other = (at: number) => with_(at, address[at] === 'x' ? 'y' : 'x')
  expect(lookalike(address, [friend])).toBeUndefined()
  expect(lookalike(other(10), [friend])).toBe(address)
  for (const at of [0, 5, address.length - 5]) expect(lookalike(other(at), [friend])).toBe(address)
  for (const at of [1, 4, address.length - 4, address.length - 1]) expect(lookalike(other(at), [friend])).toBeUndefined()
  expect(lookalike(other(10), [])).toBeUndefined()
  expect(base58.decode(address)).toHaveLength(35)
})

test('everything, the end of an account, nothing at all', () => {
  expect(leaf(all(true))).toEqual(['all-balance 3'])
  expect(leaf(all(false))).toEqual(['all-balance 3', 'account-closed 3'])
  expect(leaf(burn(5n, true))).toEqual([])
  expect(leaf(burn(5n, false))).toEqual(['account-closed 3'])
  expect(leaf(transfer(0n))).toEqual(['amount-zero 2'])
  expect(leaf(transfer(1n))).toEqual([])
  expect(leaf({ kind: 'root-only' })).toEqual(['root-only 4'])
  expect(leaf({ kind: 'remark', hex: '0x', text: '' })).toEqual([])
})

test('tip: above a hundredth of a TAO', () => {
  const rich = { freeRao: 10n ** 18n }
  expect(whole([], { ...rich, tipRao: RAO_PER_TAO / 100n })).toEqual([])
  expect(whole([], { ...rich, tipRao: RAO_PER_TAO / 100n + 1n })).toEqual(['tip-high 3'])
})

test('network fee: above a thousandth of a TAO for each call, ten calls at least, and far above that', () => {
  const thousandth = RAO_PER_TAO / 1_000n
  const rich = { freeRao: 10n ** 18n }
  const at = (feeRao: bigint, calls = 1, over: Partial<Context> = rich) =>
    whole(
      Array.from({ length: calls }, () => transfer(1n)),
      { ...over, feeRao },
    )
  expect(at(10n * thousandth)).toEqual([])
  expect(at(10n * thousandth + 1n)).toEqual(['fee-high 2'])
  expect(at(100n * thousandth)).toEqual(['fee-high 2'])
  expect(at(100n * thousandth + 1n)).toEqual(['fee-high 3'])
  expect(at(20n * thousandth, 20)).toEqual([])
  expect(at(20n * thousandth + 1n, 20)).toEqual(['fee-high 2'])
  // Whoever hides the balance hides no fee with it.
  expect(at(10n * RAO_PER_TAO, 1, { freeRao: undefined })).toEqual(['fee-high 3', 'balance-unknown 2'])
  expect(whole([transfer(1n)], { ...rich, feeRao: undefined })).toEqual([])
})

test('on a chain that counts in something else, tip and fee are weighed by its whole, and no amount is called large', () => {
  const other = { token: { symbol: 'ROC', decimals: 12 }, freeRao: 10n ** 24n }
  expect(whole([], { ...other, tipRao: 10n ** 10n })).toEqual([])
  expect(whole([], { ...other, tipRao: 10n ** 10n + 1n })).toEqual(['tip-high 3'])
  expect(whole([transfer(1n)], { ...other, feeRao: 10n ** 10n })).toEqual([])
  expect(whole([transfer(1n)], { ...other, feeRao: 10n ** 10n + 1n })).toEqual(['fee-high 2'])
  const toStranger = (over: Partial<Context>) => whole([transfer(101n * RAO_PER_TAO)], { known: [], ...over })
  expect(toStranger({ freeRao: 10n ** 24n })).toEqual(['large-first-time 3'])
  expect(toStranger(other)).toEqual([])
})

test('era: above 256 blocks (RPC-09)', () => {
  for (const eraPeriod of [4, 64, 128]) expect(whole([], { eraPeriod })).toEqual([])
  for (const eraPeriod of [1_024, 4_096, 65_536]) expect(whole([], { eraPeriod })).toEqual(['era-long 3'])
  expect(whole([], { eraPeriod: 256 })).toEqual([])
  expect(whole([], { eraPeriod: 512 })).toEqual(['era-long 3'])
  expect(risksOfWhole([], { ...context, eraPeriod: 512 })[0]?.facts).toEqual({ blocks: '512' })
})

test('a new site, a local node', () => {
  expect(whole([], { siteKnown: false, local: true })).toEqual(['site-new 1', 'network-local 0'])
})

test('a site that moves funds of a hotkey', () => {
  const asked = { siteAsksHotkey: true, freeRao: 10n ** 18n }
  expect(whole([transfer(1n)], asked)).toEqual(['from-hotkey 3'])
  expect(whole([{ kind: 'remark', hex: '0x', text: '' }], asked)).toEqual([])
})

test('more than there is, at its boundaries', () => {
  const at = (amount: bigint, keepAlive = true, over: Partial<Context> = {}) => whole([transfer(amount, friend, keepAlive)], over)
  const half = 'most-of-balance 3'
  // 10,000 less the fee of 100: 9,400 leave exactly the existential deposit.
  expect(at(9_400n)).toEqual([half])
  expect(at(9_401n)).toEqual(['not-enough 2', half])
  expect(at(9_401n, false)).toEqual(['account-closed 3', half])
  expect(at(9_900n, false)).toEqual(['account-closed 3', half])
  expect(at(9_901n, false)).toEqual(['not-enough 2', half])
  // The tip leaves too.
  expect(at(9_390n, true, { tipRao: 10n })).toEqual([half])
  expect(at(9_391n, true, { tipRao: 10n })).toEqual(['not-enough 2', half])
  // A fee that is not known yet counts as none.
  expect(at(9_500n, true, { feeRao: undefined })).toEqual([half])
  expect(at(9_501n, true, { feeRao: undefined })).toEqual(['not-enough 2', half])
})

test('more than half of it', () => {
  expect(whole([transfer(5_000n)])).toEqual([])
  expect(whole([transfer(5_001n)])).toEqual(['most-of-balance 3'])
  expect(whole([transfer(2_501n), transfer(2_500n)])).toEqual(['most-of-balance 3'])
  expect(whole([], { freeRao: 0n })).toEqual(['not-enough 2']) // the fee alone
})

test('where everything is sent, the amount is no surprise; what is sent beside it still counts', () => {
  expect(whole([all(false)])).toEqual([])
  expect(whole([all(false), transfer(5_001n)])).toEqual(['most-of-balance 3'])
})

test('a balance that is not known makes nothing look safer', () => {
  const unknown = { freeRao: undefined }
  expect(whole([transfer(1n)], unknown)).toEqual(['balance-unknown 2'])
  expect(whole([burn(1n, true)], unknown)).toEqual(['balance-unknown 2'])
  expect(whole([all(true)], unknown)).toEqual(['balance-unknown 2'])
  expect(whole([transfer(0n), { kind: 'remark', hex: '0x', text: '' }], unknown)).toEqual([])
  expect(whole([transfer(1n)], { freeRao: 10n ** 18n })).toEqual([])
})

test('more than a hundred TAO to addresses that were never paid, whatever the node says of the balance', () => {
  const hundred = 100n * RAO_PER_TAO
  const new_ = 'large-first-time 3'
  const rich = { freeRao: 10n ** 18n }
  expect(whole([transfer(hundred, person(3))], rich)).toEqual([])
  expect(whole([transfer(hundred + 1n, person(3))], rich)).toEqual([new_])
  expect(whole([transfer(hundred + 1n, person(3))], { freeRao: undefined })).toEqual([new_, 'balance-unknown 2'])
  // Over all calls and all new addresses together.
  expect(whole([transfer(hundred, person(3)), transfer(1n, person(4))], rich)).toEqual([new_])
  expect(whole([transfer(hundred, person(3)), transfer(hundred)], rich)).toEqual([])
  expect(whole([transfer(hundred, person(3)), transfer(1n, me)], { ...rich, known: [] })).toEqual([])
  expect(whole([transfer(10n * hundred)], rich)).toEqual([])
})

test('a recipient that would hold less than the chain keeps an account for', () => {
  const at = (amount: bigint, has?: bigint, to = friend) =>
    leaf(transfer(amount, to), has === undefined ? {} : { recipientFreeRao: new Map([[to.id, has]]) })
  const below = 'below-existential-deposit 2'
  expect(at(499n, 0n)).toEqual([below])
  expect(at(500n, 0n)).toEqual([])
  expect(at(1n, 498n)).toEqual([below])
  expect(at(1n, 499n)).toEqual([])
  // Not known, nothing paid, and paying oneself: the chain has no reason to refuse.
  expect(at(1n)).toEqual([])
  expect(leaf(transfer(1n), { recipientFreeRao: new Map() })).toEqual([])
  expect(at(0n, 0n)).toEqual(['amount-zero 2'])
  expect(at(1n, 0n, me)).toEqual(['recipient-self 2'])
})

test('an account of the chain itself has no key, and sending there is said to be risky', () => {
  // Subnet 1: ASCII `modl`, `subtensr` and the netuid (keys.md 4.4).
  const id = '0x6d6f646c73756274656e73720100000000000000000000000000000000000000'
  const fact = { kind: 'transfer', to: { id, address: encodeAddress(fromHex(id)) }, amount: '1000000000', keepAlive: true } as const
  const found = risksOfLeaf(fact, context)
  expect(found).toContainEqual({ id: 'recipient-keyless', level: 3, facts: { kind: 'subnet', index: '1' } })
  const other = { ...fact, to: { id: `0x${'6e'.repeat(32)}`, address: 'x' } }
  expect(risksOfLeaf(other, context).map(({ id: name }) => name)).not.toContain('recipient-keyless')
})

test('a hotkey among the recipients is said with its owner, where the chain told it', () => {
  const hotkeys = new Map([[friend.id, me.address]])
  expect(risksOfLeaf(transfer(1n), { ...context, hotkeys })).toEqual([{ id: 'recipient-hotkey', level: 2, facts: { owner: me.address } }])
  expect(leaf(all(true), { hotkeys })).toEqual(['recipient-hotkey 2', 'all-balance 3'])
  expect(leaf(transfer(1n, person(3)), { hotkeys })).toEqual(['first-time-recipient 2'])
})

test('whoever pays contacts only is told of everybody else', () => {
  const payable = new Set([me.id, friend.id])
  expect(leaf(transfer(1n), { payable })).toEqual([])
  expect(leaf(transfer(1n, me), { payable })).toEqual(['recipient-self 2'])
  expect(leaf(transfer(1n, person(3)), { payable })).toEqual(['first-time-recipient 2', 'recipient-not-contact 3'])
  expect(leaf(all(false, person(3)), { payable })).toContain('recipient-not-contact 3')
})

test('nobody may look like a contact either; a contact is not paid before by that', () => {
  const twin = { ...person(4), address: `${friend.address.slice(0, 5)}${'x'.repeat(39)}${friend.address.slice(-4)}` }
  expect(leaf(transfer(1n, twin), { known: [me], contacts: [friend] })).toEqual(['recipient-lookalike 3'])
  expect(leaf(transfer(1n), { known: [me], contacts: [friend] })).toEqual(['first-time-recipient 2'])
})

test('what cannot leave is not counted among what does', () => {
  // 10,000 less the fee of 100, of which 3,000 are locked.
  const at = (amount: bigint, keepAlive = true) => whole([transfer(amount, friend, keepAlive)], { heldRao: 3_000n })
  expect(at(6_900n)).toEqual(['most-of-balance 3'])
  expect(at(6_901n)).toEqual(['not-enough 2', 'most-of-balance 3'])
  expect(at(6_901n, false)).toEqual(['not-enough 2', 'most-of-balance 3'])
})
