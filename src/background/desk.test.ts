import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { none, type Queue } from '../requests'
import type { Box } from '../storage'
import { KluisError } from '../units'
import { createDesk } from './desk'

/** A box in memory: writes one after the other, each in its own turn. */
function memoryBox(): Box<Queue> {
  let value = none
  let queue: Promise<unknown> = Promise.resolve()
  return {
    read: async () => value,
    write: (change: (old: Queue) => Queue) => {
      const run = queue.then(() => {
        value = change(value)
        return value
      })
      queue = run.catch(() => undefined)
      return run
    },
  } as unknown as Box<Queue>
}
const changed = vi.fn()
let ids = 0
const make = (box = memoryBox()) =>
  createDesk(
    box,
    () => 0,
    () => `r${++ids}`,
    changed,
  )
const place = (messageId = 'm', documentId = 'd') => ({ origin: 'https://good.test', tabId: 1, documentId, messageId })
const question = (over: object = {}) => ({ kind: 'message' as const, place: place(), print: 'p', ...over })
const card = { kind: 'connect' as const, claims: 'x', resembles: null }
const read = async () => ({ input: 1, card })
const turn = () => new Promise((resolve) => setTimeout(resolve))

function later() {
  let resolve = (_: Awaited<ReturnType<typeof read>>) => {}
  let reject = (_: Error) => {}
  const promise = new Promise<Awaited<ReturnType<typeof read>>>((done, failed) => {
    resolve = done
    reject = failed
  })
  return { promise, resolve, reject }
}

test('an undefined answer rejects', async () => {
  const desk = make()
  const answer = desk.put(question(), read)
  await turn()
  const [item] = await desk.items()
  await desk.approve(item?.id ?? '')
  await desk.settle(item?.id ?? '', undefined)
  await expect(answer).rejects.toMatchObject({ code: 'rejected' })
})

test('an answer is stored before it is told, and only an approved request can have one', async () => {
  const box = memoryBox()
  const desk = make(box)
  let told = false
  const answer = desk.put(question(), read).then((value) => {
    told = true
    return value
  })
  await turn()
  const [item] = await desk.items()
  await expect(desk.settle(item?.id ?? '', 'x')).rejects.toMatchObject({ code: 'gone' })
  await desk.approve(item?.id ?? '')
  expect(told).toBe(false)
  await desk.settle(item?.id ?? '', 'x')
  expect((await box.read()).ended.map(({ reply }) => reply)).toEqual([{ ok: true, value: 'x' }])
  expect(await answer).toBe('x')
  // The next life knows the answer, too.
  expect(await make(box).put(question(), read)).toBe('x')
})

test('a question that cannot be read ends, with its reason for everybody who was joined to it', async () => {
  const desk = make()
  const slow = later()
  const first = desk.put(question(), () => slow.promise)
  await turn()
  const joined = desk.put(question(), read)
  await turn()
  slow.reject(new KluisError('call-unknown', { call: 'System.x' }))
  await expect(first).rejects.toMatchObject({ code: 'call-unknown', facts: { call: 'System.x' } })
  await expect(joined).rejects.toMatchObject({ code: 'call-unknown' })
  await expect(desk.put(question({ place: place('other') }), () => Promise.reject(new Error('a secret')))).rejects.toThrow('a secret')
  await expect(desk.put(question({ place: place('other') }), read)).rejects.toMatchObject({ code: 'internal' })
})

test('what ends while it is read is told its end, and never shown', async () => {
  const desk = make()
  const slow = later()
  const answer = desk.put(question(), () => slow.promise)
  await turn()
  await desk.end(() => true, 'unauthorized')
  slow.resolve({ input: 1, card })
  await expect(answer).rejects.toMatchObject({ code: 'unauthorized' })
  expect(await desk.items()).toEqual([])
})

test('nothing is announced where nothing changed: an alarm does not bring a window to the front', async () => {
  const desk = make()
  const answer = desk.put(question(), read)
  await turn()
  changed.mockClear()
  await desk.tick()
  await desk.end(() => false, 'gone')
  expect(changed).not.toHaveBeenCalled()
  await desk.end(() => true, 'gone')
  await expect(answer).rejects.toMatchObject({ code: 'gone' })
  expect(changed).toHaveBeenCalledOnce()
})

test('a window that was closed refuses what could be seen in it, and nothing of the wallet itself', async () => {
  const box = memoryBox()
  const desk = make(box)
  const seen = desk.put(question(), read)
  void desk.put(question({ place: place('reading') }), () => new Promise(() => {}))
  await desk.draft('transaction', read)
  await turn()
  await desk.refuseShown()
  await expect(seen).rejects.toMatchObject({ code: 'rejected' })
  expect((await box.read()).items.map((each) => each.place?.messageId ?? 'own')).toEqual(['reading', 'own'])
  expect(await desk.fromSites()).toBe(1)
  await desk.resume(true)
  expect((await box.read()).items).toHaveLength(1)
})

test('only an approval that failed is shown again: what is signed never is', async () => {
  const desk = make()
  const id = await desk.draft('transaction', read)
  await desk.approve(id)
  await desk.reopen(id)
  expect((await desk.items()).map((each) => each.id)).toEqual([id])
  await desk.approve(id)
  await desk.sign(id, { signature: '0x01' })
  await desk.reopen(id)
  expect(await desk.items()).toEqual([])
  expect((await desk.signed()).map((each) => each.outcome)).toEqual([{ signature: '0x01' }])
})

test('two tabs with one id and opposite answers: each document gets its own, in whatever order all of it happens (MSG-13)', async () => {
  const place = (documentId: string) => ({ origin: 'https://good.test', tabId: 1, documentId, messageId: 'same' })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const memory = memoryBox()
      const later = <T>(work: () => Promise<T>) => scheduler.schedule(Promise.resolve()).then(work)
      const desk = make({
        read: () => later(() => memory.read()),
        write: (change: (old: Queue) => Queue) => later(() => memory.write(change)),
      } as unknown as Box<Queue>)
      const answers = ['yes', 'no'].map((said) => desk.put(question({ place: place(said) }), () => later(read)))
      const person = async (said: string) => {
        for (let look = 0; look < 1_000; look++) {
          const id = (await desk.items()).find((each) => each.place?.documentId === said)?.id
          if (!id) continue
          if (said === 'no') return desk.refuse(id)
          await desk.approve(id)
          return desk.settle(id, `the signature for ${said}`)
        }
        throw new Error(`nobody could say ${said}`)
      }
      const all = Promise.all([Promise.allSettled(answers), person('yes'), person('no')])
      const [[yes, no]] = await scheduler.waitFor(all)
      expect(yes).toEqual({ status: 'fulfilled', value: 'the signature for yes' })
      expect(no).toMatchObject({ status: 'rejected', reason: { code: 'rejected' } })
      // Brought again by either document, the answer is still its own.
      const again = ['yes', 'no'].map((said) => desk.put(question({ place: place(said) }), read))
      expect(await scheduler.waitFor(Promise.allSettled(again))).toMatchObject([
        { value: 'the signature for yes' },
        { reason: { code: 'rejected' } },
      ])
    }),
    { numRuns: 1_000 },
  )
})
