import { expect, test, vi } from 'vitest'
import { honest } from '../../e2e/localnet/faults'
import { createKept, createNode, createSockets, type InProcessNode, silent } from '../../e2e/localnet/in-process'
import { A, B, C, linkTests, settle } from './fixtures/link'

const { make } = linkTests({ createNode, createSockets, createKept })

/** Every second answer is lost, those that come take three seconds. */
function spoil(node: InProcessNode): void {
  let count = 0
  for (const method of Object.keys(node.methods)) node.answers[method] = (_, usual) => (count++ % 2 ? usual() : silent)
  node.faults.lag = 3_000
}
function mend(node: InProcessNode): void {
  node.answers = {}
  Object.assign(node.faults, honest())
}

test('ten minutes of a line that falls every five seconds and loses half: fewer and fewer attempts, and all is well one wait after it is mended (RPC-10)', async () => {
  const { chain: link, node, hosts, open } = await make()
  const nodes = [A, B, C].map(node)
  link.open()
  await settle()
  expect(link.state()).toMatchObject({ phase: 'online', host: A })
  for (const each of nodes) spoil(each)
  let [quiet, longest] = [0, 0]
  const attempts: number[] = []
  for (let second = 1; second <= 600; second++) {
    const before = hosts.length
    await vi.advanceTimersByTimeAsync(1_000)
    attempts.push(hosts.length - before)
    quiet = hosts.length === before && open.size === 0 ? quiet + 1 : 0
    longest = Math.max(longest, quiet)
    if (second % 5 === 0) for (const each of nodes) for (const socket of each.sockets) socket.drop()
  }
  // From one second to a minute between two rounds over all hosts.
  expect(Math.max(...attempts)).toBeLessThanOrEqual(3)
  expect(longest).toBeGreaterThan(40)
  expect(longest).toBeLessThanOrEqual(60)
  const inFirst = attempts.slice(0, 120).reduce((sum, each) => sum + each, 0)
  const inLast = attempts.slice(-120).reduce((sum, each) => sum + each, 0)
  expect(inLast).toBeLessThan(inFirst)
  expect(hosts.length).toBeLessThan(80)
  for (const each of nodes) {
    expect(each.asked.length).toBeLessThan(150)
    expect(each.asked.filter((method) => method.startsWith('author_'))).toEqual([])
    mend(each)
  }
  await vi.advanceTimersByTimeAsync(61_000)
  expect(link.state().phase).toBe('online')
  const live = nodes.find(({ sockets }) => sockets.size > 0) as InProcessNode
  live.chain.produce()
  await settle()
  expect(link.state().best).toBe(live.chain.best.number)
  expect(open.size).toBe(1)
})
