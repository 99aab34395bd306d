import { beforeEach, expect, test, vi } from 'vitest'
import { developmentAccounts } from '../../e2e/localnet/accounts'
import { Chain } from '../../e2e/localnet/chain'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { callOf, signed } from '../../e2e/localnet/signed'
import { blake256, toHex } from '../units'
import { A, B, C, linkTests, settle } from './fixtures/link'
import { follow, type Progress, type Wanted } from './follow'
import { followWitnessed } from './witness'

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
  /** Looks until there is an end, or nothing changes any more. */
  async function end(wanted: Wanted): Promise<Progress> {
    let progress: Progress | undefined
    for (let looks = 0; looks < 6; looks++) {
      const from = JSON.parse(JSON.stringify(progress?.cursor ?? null))
      progress = await passing(followWitnessed(link.chain.second, live, wanted, from))
      if (!['waiting', 'included'].includes(progress.outcome)) break
    }
    return progress as Progress
  }
  return { ...link, live, end }
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
  node.answers.state_queryStorageAt = ([keys]) => honest([keys, before])
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
  expect(await passing(followWitnessed(own.chain.second, await own.chain.ready(), failing.wanted, null))).toMatchObject({
    outcome: 'final',
  })
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
  node(A).answers = {}
  expect(await passing(followWitnessed(async () => 'nobody', live, paying.wanted, progress.cursor))).toMatchObject({
    outcome: 'final',
    found: { ok: true },
  })
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

test('while nobody else can tell, nothing invites to repeat: what failed is in a block, what is lost is waited for', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { wanted: lost } = payment(1_000n)
  for (let i = 0; i < 20; i++) chain.produce()
  const { end, node } = await online()
  node(B).down = true
  // One that knows the chain, but has forgotten the block, is no witness either.
  node(C).answers.state_queryStorageAt = () => null
  expect(await end(failing.wanted)).toMatchObject({ outcome: 'included', found: { ok: false } })
  expect(await end(lost)).toMatchObject({ outcome: 'waiting' })
  node(B).down = false
  expect(await end(failing.wanted)).toMatchObject({ outcome: 'final', found: { ok: false } })
  expect(await end(lost)).toMatchObject({ outcome: 'lost' })
})

test('where no other tells in time, nobody is waited for for ever', async () => {
  const failing = payment(TOO_MUCH)
  sent(failing)
  const { live, node } = await online()
  const second = async () => undefined
  const at = (number: number) => ({ ...live, final: () => ({ ...(live.final() as object), number }) as never })
  const { number } = chain.best
  expect(await passing(followWitnessed(second, at(number + 200), failing.wanted, null))).toMatchObject({ outcome: 'included' })
  expect(await passing(followWitnessed(second, at(number + 300), failing.wanted, null))).toMatchObject({
    outcome: 'unknown',
    place: { index: 1 },
  })
  expect(isSecond(node(B))).toBe(false)
})
