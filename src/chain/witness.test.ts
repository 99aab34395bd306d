import { beforeEach, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { callOf, signed } from '../../e2e/localnet/signed'
import { blake256, toHex } from '../units'
import { A, B, C, linkTests, settle } from './fixtures/link'
import { follow, type Progress, type Wanted } from './follow'
import type { Live } from './live'
import { createWitness, doubtOf } from './witness'

// Three nodes of three operators over one chain: what one tells falsely, the others tell truly.
let chain: Chain
type Person = ReturnType<typeof developmentAccounts>[number]
let [alice, bob]: Person[] = []
beforeEach(async () => {
  chain = await Chain.create()
  ;[alice, bob] = developmentAccounts()
  for (let i = 0; i < 3; i++) chain.produce()
})
const { make } = linkTests({ createNode: () => createNode(chain), createSockets, createKept })

/** A payment of //Alice, which is not handed in. @param value in rao: more than she has fails in its block */
function payment(value: bigint, period = 8) {
  if (!alice || !bob) throw new Error('nobody is here')
  const birth = chain.blocks[chain.finalised] as { number: number; hash: string }
  const call = callOf(chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: bob.address }, value })
  const bytes = signed(chain, alice.address, alice, call, { birth, period })
  const wanted: Wanted = {
    ...{ hash: toHex(blake256(bytes)), eraBegin: birth.number, eraEnd: birth.number + period - 1, calls: [{ path: [] }], wrappers: [] },
    ...{ account: toHex(alice.accountId), nonce: chain.nextNonce(alice.address) },
  }
  return { bytes, wanted }
}
const TOO_MUCH = 10n ** 24n
/** Sends it, and lets it become final. @returns its block's hash */
function sent({ bytes }: ReturnType<typeof payment>): string {
  chain.submit(bytes)
  const { hash } = chain.produce()
  for (let i = 0; i < 20; i++) chain.produce()
  return hash
}
/** The clock goes on until it is done: a public host is asked at a pace. */
async function passing<T>(work: Promise<T>): Promise<T> {
  let over = false
  const watched = work.finally(() => {
    over = true
  })
  watched.catch(() => undefined)
  while (!over) await vi.advanceTimersByTimeAsync(50)
  return watched
}
/** A link to A, which may ask B and C. */
async function online(hosts: readonly string[] = [A, B, C]) {
  const link = await make({ hosts })
  link.chain.open()
  await settle()
  const live = await link.chain.ready()
  expect(live.rpc.url).toBe(A)
  const witness = createWitness(link.chain.second, Date.now)
  /** Looks, with others asked in between, until there is an end, or nothing changes any more. @param at the node that is looked at */
  async function end(wanted: Wanted, cursor: unknown = null, at: Live = live): Promise<Progress> {
    let progress: Progress | undefined
    for (let looks = 0; looks < 8; looks++) {
      const from = JSON.parse(JSON.stringify(progress?.cursor ?? cursor))
      progress = await passing(witness.look(at, wanted.hash, wanted, from))
      if (['final', 'lost'].includes(progress.outcome)) break
      await vi.advanceTimersByTimeAsync(30_000)
      await passing(witness.ask(at, [wanted.hash]))
    }
    return progress as Progress
  }
  return { ...link, live, end, witness }
}
const isSecond = (node: InProcessNode) => node.asked.includes('chain_getBlockHash')
/** Bodies without the transactions that people signed, and places as if they were not there. */
function hides(node: InProcessNode, wanted: Wanted) {
  node.answers.chain_getBlock = (_, usual) => {
    const answer = usual() as { block: { extrinsics: string[] } }
    return { ...answer, block: { ...answer.block, extrinsics: answer.block.extrinsics.slice(0, 1) } }
  }
  const before = chain.blocks[wanted.eraBegin]?.hash
  const honest = node.methods.state_queryStorageAt as (...asked: unknown[]) => unknown
  node.answers.state_queryStorageAt = ([keys, block]) => (honest([keys, before]) as object[]).map((each) => ({ ...each, block }))
}

test('a failure that another operator shows too is one, and of one’s own node it is believed at once', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { end, node } = await online()
  expect(await end(failing.wanted)).toMatchObject({ outcome: 'final', found: { ok: false } })
  expect([isSecond(node(B)), isSecond(node(C))]).toEqual([true, false])
  const own = await make({ network: { id: 'local', genesisHash: null, hosts: [A, B].map((url) => ({ url, operator: url })) } })
  own.chain.open()
  await settle()
  const alone = createWitness(own.chain.second, Date.now)
  expect(await passing(alone.look(await own.chain.ready(), 'e', failing.wanted, null))).toMatchObject({ outcome: 'final' })
  expect(own.hosts).toEqual([A])
})

test('a success needs no witness', async () => {
  const paying = payment(1_000n)
  sent(paying)
  const { end, hosts } = await online()
  expect(await end(paying.wanted)).toMatchObject({ outcome: 'final', found: { ok: true } })
  expect(hosts).toEqual([A])
})

test('events of a failure that were put in the place of a success are not believed: what became of it is unknown, and an honest node tells', async () => {
  const failed = sent(payment(TOO_MUCH))
  const paying = payment(1_000n)
  const done = sent(paying)
  const { end, live, node } = await online()
  const key = live.runtime.storage('System', 'Events').key()
  const honest = node(B).methods.state_queryStorageAt as (...asked: unknown[]) => { changes: [string, string][] }[]
  const told = (hash: string) => honest([[key], hash])[0]?.changes[0]?.[1]
  node(A).answers.state_queryStorageAt = (params, usual) => {
    const answer = usual() as { changes: [string, unknown][] }[]
    if ((params as unknown[])[1] !== done) return answer
    return answer.map((each) => ({ ...each, changes: each.changes.map(([name, held]) => [name, name === key ? told(failed) : held]) }))
  }
  // One operator alone would have been believed.
  expect(await passing(follow(live, paying.wanted, null))).toMatchObject({ outcome: 'final', found: { ok: false } })
  const progress = await end(paying.wanted)
  expect(progress).toMatchObject({ outcome: 'unknown', found: null, place: { index: 1 } })
  expect(doubtOf(progress.cursor)).toBe('disputed')
  // Another node finds it by itself, and the one that told something else is no witness of its own word.
  const other = { ...live, rpc: { ...live.rpc, url: B } }
  node(A).answers = {}
  const ended = await end(paying.wanted, progress.cursor, other)
  expect([ended.outcome, ended.found?.ok, doubtOf(ended.cursor)]).toEqual(['final', true, undefined])
})

test('a failure that a node told of a block that was not final is looked for anew at the next node, and not witnessed by whoever told it', async () => {
  const failing = payment(TOO_MUCH)
  chain.submit(failing.bytes)
  chain.produce()
  const { live, witness } = await online()
  const early = await passing(witness.look(live, 'e', failing.wanted, null))
  expect([early.outcome, doubtOf(early.cursor)]).toEqual(['included', 'alone'])
  const asked: string[] = []
  const call: Live['rpc']['call'] = (method, params) => {
    asked.push(method)
    return live.rpc.call(method, params)
  }
  const rpc = { ...live.rpc, url: B, call }
  for (const cursor of [early.cursor, { next: early.cursor.next, found: early.cursor.found }]) {
    asked.length = 0
    await passing(witness.look({ ...live, rpc }, 'e', failing.wanted, cursor))
    expect(asked).toContain('chain_getBlock')
  }
})

test('what never happened is told so when another operator has its place free too', async () => {
  const { wanted } = payment(1_000n)
  for (let i = 0; i < 20; i++) chain.produce()
  const { end, node } = await online()
  expect(await end(wanted)).toMatchObject({ outcome: 'lost' })
  expect([isSecond(node(B)), isSecond(node(C))]).toEqual([true, false])
})

test('a payment that one operator hides, with its nonce, is not lost', async () => {
  const paying = payment(1_000n)
  sent(paying)
  const { end, live, node } = await online()
  hides(node(A), paying.wanted)
  let alone = await passing(follow(live, paying.wanted, null))
  while (alone.outcome === 'waiting') alone = await passing(follow(live, paying.wanted, alone.cursor))
  expect(alone.outcome).toBe('lost')
  expect(await end(paying.wanted)).toMatchObject({ outcome: 'unknown', found: null })
})

test('one that another of this wallet replaced is lost when no operator has it in a block, and not when one has', async () => {
  const paying = payment(1_000n)
  const never = { ...payment(2_000n).wanted, replaced: true }
  sent(paying)
  const { end, node } = await online()
  expect(await end(never)).toMatchObject({ outcome: 'lost' })
  hides(node(A), paying.wanted)
  expect(await end({ ...paying.wanted, replaced: true })).toMatchObject({ outcome: 'unknown' })
})

test('while nobody else can tell, nothing invites to repeat, however long that takes; once somebody can, it is told', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { wanted: lost } = payment(1_000n)
  for (let i = 0; i < 300; i++) chain.produce()
  const { end, node } = await online()
  node(B).down = true
  // One that knows the chain, but has forgotten the block, is no witness either.
  node(C).answers.state_queryStorageAt = () => null
  const [failed, gone] = [await end(failing.wanted), await end(lost)]
  expect([failed, gone]).toMatchObject([{ outcome: 'included', found: { ok: false } }, { outcome: 'waiting' }])
  expect([failed, gone].map(({ cursor }) => doubtOf(cursor))).toEqual(['alone', 'alone'])
  node(B).down = false
  expect(await end(failing.wanted, failed.cursor)).toMatchObject({ outcome: 'final', found: { ok: false } })
  expect(await end(lost, gone.cursor)).toMatchObject({ outcome: 'lost' })
})

test('a look waits for no other operator, one that hangs keeps nobody from the next, and several are asked about over one connection', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { wanted: lost } = payment(1_000n)
  for (let i = 0; i < 20; i++) chain.produce()
  const { hosts, live, node, witness } = await online()
  // It says something ever so often, and never enough.
  for (const method of ['chain_getBlockHash', 'state_getRuntimeVersion', 'chain_getHeader'])
    node(B).answers[method] = (_, usual) => new Promise((done) => setTimeout(() => done(usual()), 15_000))
  const looks = () => Promise.all([failing.wanted, lost].map((each) => passing(witness.look(live, each.hash, each, null))))
  expect((await looks()).map(({ outcome }) => outcome)).toEqual(['included', 'waiting'])
  expect(hosts).toEqual([A])
  const ids = [failing.wanted.hash, lost.hash]
  expect(await passing(witness.ask(live, ids))).toBe(true)
  expect(hosts).toEqual([A, B, C])
  expect((await looks()).map(({ outcome }) => outcome)).toEqual(['final', 'lost'])
  // What is agreed on is asked no more, and what nobody wants to know is never asked.
  expect([await passing(witness.ask(live, ids)), await passing(witness.ask(live, []))]).toEqual([false, false])
  expect(hosts).toEqual([A, B, C])
  await vi.advanceTimersByTimeAsync(15_000)
})

test('others are asked every half minute, and not with every look', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { hosts, live, node, witness } = await online()
  for (const url of [B, C]) node(url).down = true
  const { hash } = failing.wanted
  await passing(witness.look(live, hash, failing.wanted, null))
  for (let at = 0; at < 3; at++) expect(await passing(witness.ask(live, [hash]))).toBe(false)
  expect(hosts).toEqual([A, B, C])
  await vi.advanceTimersByTimeAsync(30_000)
  node(B).down = false
  expect(await passing(witness.ask(live, [hash]))).toBe(true)
})
