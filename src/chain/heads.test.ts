import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, silent } from '../../e2e/localnet/in-process'
import { RpcError } from '../../e2e/localnet/rpc'
import { createChain } from './chain'
import { A, B, code, linkTests, settle } from './fixtures/link'

const { make, publicNetwork } = linkTests({ createNode, createSockets, createKept })

describe('heads', () => {
  test('are known by number and by when they were heard', async () => {
    const { chain, node } = await make({ hosts: [A] })
    chain.open()
    await settle()
    await vi.advanceTimersByTimeAsync(1)
    expect(chain.state()).toMatchObject({ best: 0, finalised: 0 })
    await vi.advanceTimersByTimeAsync(7_000)
    for (let i = 0; i < 3; i++) node(A).chain.produce()
    await settle()
    expect(chain.state()).toMatchObject({ best: 3, finalised: 1, bestAt: Date.now() })
  })

  test.each([null, {}, { number: 5 }, { number: '0x' }, { number: '0xfffffffff' }, { number: 'x' }, [], 'head'])(
    'a head that is none (%j) ends the connection',
    async (head) => {
      const { chain, node, open } = await make({ hosts: [A, B] })
      node(A).answers.chain_subscribeNewHeads = () => 'heads'
      chain.open()
      await settle()
      await vi.advanceTimersByTimeAsync(5_000)
      for (const each of node(A).sockets)
        each.say(JSON.stringify({ jsonrpc: '2.0', method: 'chain_newHead', params: { subscription: 'heads', result: head } }))
      await settle()
      expect(chain.state()).toMatchObject({ phase: 'online', host: B })
      expect(open.size).toBe(1)
    },
  )
})

describe('whatever a node answers', () => {
  const methods = [
    'chain_getBlockHash',
    'state_getRuntimeVersion',
    'state_call',
    'state_getMetadata',
    'chain_subscribeNewHeads',
    'state_subscribeRuntimeVersion',
  ]
  test('the link is up or says why not, nothing is thrown, and closing leaves nothing', async () => {
    const kept = createKept()
    const answer = fc.oneof(
      fc.anything({ maxDepth: 2 }).map((value) => {
        try {
          return JSON.parse(JSON.stringify(value) ?? 'null') as unknown
        } catch {
          return null
        }
      }),
      fc.constant(silent),
      fc.constant('refuse'),
      fc.constant('honest'),
      fc.stringMatching(/^0x([0-9a-f]{2}){0,40}$/),
    )
    const nodes = { [A]: await createNode(), [B]: await createNode() }
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...methods), answer),
        fc.array(fc.jsonValue(), { maxLength: 3 }),
        fc.boolean(),
        async (answers, unasked, local) => {
          const sockets = createSockets(nodes)
          nodes[A].answers = Object.fromEntries(
            Object.entries(answers).map(([method, value]) => [
              method,
              (_params: unknown[], usual: () => unknown) => {
                if (value === 'refuse') throw new RpcError(-1, 'no')
                return value === 'honest' ? usual() : value
              },
            ]),
          )
          const chain = createChain({ cache: kept, Socket: sockets.Socket, now: () => Date.now(), changed: () => undefined })
          chain.choose(local ? { id: 'local', genesisHash: null, hosts: [{ url: A, operator: 'a' }] } : publicNetwork(A, B))
          chain.open()
          const ends = [code(chain.ready()), code(chain.current())]
          await settle()
          for (const each of nodes[A].sockets) for (const text of unasked) each.say(JSON.stringify(text))
          ends.push(code(chain.ready().then((live) => chain.verify(live))))
          await vi.advanceTimersByTimeAsync(45_000)
          for (const end of await Promise.all(ends))
            expect(end).toMatch(/^(fine|offline|wrong-network|node-lied|node-answer|metadata-unverified)$/)
          expect(chain.state().phase).toMatch(/^(connecting|online|offline|refused)$/)
          if (!local) expect(await code(chain.ready())).toMatch(/^(fine|offline)$/)
          chain.close()
          await vi.advanceTimersByTimeAsync(0)
          expect(sockets.open.size).toBe(0)
          expect(vi.getTimerCount()).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  }, 30_000)
})
