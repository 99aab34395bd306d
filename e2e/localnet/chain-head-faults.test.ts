import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { honest } from './faults'
import { open } from './fixtures/plain'
import { developmentAccounts, type Localnet, startLocalnet } from './index'
import { callOf, signed } from './signed'

// How and when a node speaks concerns the methods of the interface spec as all others: over a socket, as clients have it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
type Message = {
  nonsense?: string
  id?: number
  result?: unknown
  error?: { code: number }
  params?: { result: { event: string; operationId?: string } }
}
let localnet: Localnet
beforeAll(async () => {
  localnet = await startLocalnet({ blockTimeMs: 'manual' })
})
afterAll(() => localnet.close())
beforeEach(() => {
  Object.assign(localnet.faults, honest())
  localnet.produce(4)
  return () => localnet.drop()
})

/** A client that keeps what it hears. */
async function client() {
  const socket: WebSocket = await open(localnet.url)
  const heard: Message[] = []
  socket.on('message', (data) => void heard.push(String(data).startsWith('{') ? JSON.parse(String(data)) : { nonsense: String(data) }))
  const wait = async <T>(find: () => T | undefined): Promise<T> => {
    await expect.poll(find, { timeout: 20_000 }).toBeDefined()
    return find() as T
  }
  let ids = 0
  const send = (method: string, ...params: unknown[]) => {
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: ++ids, method, params }))
    return ids
  }
  return {
    heard,
    send,
    ask: (method: string, ...params: unknown[]) => {
      const id = send(method, ...params)
      return wait(() => heard.find((each) => each.id === id))
    },
    event: (name: string, operationId?: string) =>
      wait(() => heard.find(({ params }) => params?.result.event === name && (!operationId || params.result.operationId === operationId))),
    /** Names of the events that were told. */
    events: () => heard.flatMap(({ params }) => params?.result.event ?? []),
  }
}
/** A client that follows the head. */
async function following() {
  const made = await client()
  const id = (await made.ask('chainHead_v1_follow', true)).result as string
  await made.event('bestBlockChanged')
  return { ...made, id, call: (name: string) => made.ask('chainHead_v1_call', id, localnet.chain.best.hash, name, '0x') }
}

test('the answer comes before what is told, and calls are counted by their own name', async () => {
  const { heard, call, event } = await following()
  expect(heard[0]).toMatchObject({ id: 1, result: expect.any(String) })
  expect(heard[1]?.params?.result.event).toBe('initialized')
  const before = localnet.asked.get('Core_version') ?? 0
  const { operationId } = (await call('Core_version')).result as { operationId: string }
  await event('operationCallDone', operationId)
  expect(localnet.asked.get('Core_version')).toBe(before + 1)
})

test('silence over what is told stalls it, and over one call leaves the others', async () => {
  const { heard, send, call, ask, id, events } = await following()
  const before = events().length
  Object.assign(localnet.faults, { only: ['chainHead_v1_followEvent', 'Core_version'], silent: true })
  localnet.produce()
  const asked = send('chainHead_v1_call', id, localnet.chain.best.hash, 'Core_version', '0x')
  expect((await call('Metadata_metadata_versions')).result).toMatchObject({ result: 'started' })
  expect((await ask('chainSpec_v1_chainName')).result).toBe('Bittensor')
  expect(events()).toHaveLength(before)
  expect(heard.some((each) => each.id === asked)).toBe(false)
})

test('everything is told twice, or as nonsense', async () => {
  const { event, events, heard } = await following()
  Object.assign(localnet.faults, { only: ['chainHead_v1_followEvent'], twice: true })
  localnet.produce()
  await event('finalized')
  expect(events().slice(-6)).toEqual(['newBlock', 'newBlock', 'bestBlockChanged', 'bestBlockChanged', 'finalized', 'finalized'])
  Object.assign(localnet.faults, { only: null, twice: false, garbage: 'no' })
  localnet.produce()
  await expect.poll(() => heard.at(-1), { timeout: 20_000 }).toEqual({ nonsense: 'no' })
})

test('an upgrade around one call is told with the block that it makes', async () => {
  const { event, events, heard, call } = await following()
  Object.assign(localnet.faults, { upgradeAt: { after: 'TransactionPaymentApi_query_info', to: 475 } })
  await call('Core_version')
  expect(events()).not.toContain('finalized')
  await call('TransactionPaymentApi_query_info')
  await event('finalized')
  const told = heard.flatMap(({ params }) => (params?.result.event === 'newBlock' ? params.result : [])).at(-1)
  expect(told).toMatchObject({ newRuntime: { type: 'valid', spec: { specVersion: 475 } } })
})

test('whatever one client leaves behind ends with it', async () => {
  const { ask } = await following()
  await ask('transaction_v1_broadcast', '0x1234')
  await ask('transactionWatch_v1_submitAndWatch', '0x1234')
  expect(localnet.chain.listeners.head.size).toBeGreaterThan(0)
  localnet.drop()
  await expect.poll(() => localnet.chain.listeners.head.size, { timeout: 20_000 }).toBe(0)
})

test('200 signed transfers are taken, and one block has them all', () => {
  const people = developmentAccounts()
  const before = people.map(({ address }) => localnet.chain.account(address).nonce)
  for (let i = 0; i < 200; i++) {
    const [from, to] = [people[i % 6], people[(i + 1) % 6]] as [(typeof people)[number], (typeof people)[number]]
    const call = callOf(localnet.chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: to.address }, value: 1_000n })
    localnet.chain.submit(signed(localnet.chain, from.address, from, call))
  }
  const block = localnet.produce()
  expect(block.extrinsics).toHaveLength(201)
  expect(localnet.chain.pending).toEqual([])
  const after = people.map(({ address }) => localnet.chain.account(address).nonce)
  expect(after.reduce((sum, nonce, i) => sum + nonce - (before[i] ?? 0), 0)).toBe(200)
})
