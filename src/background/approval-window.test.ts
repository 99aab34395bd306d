import { expect, test, vi } from 'vitest'
import { createApprovalWindow } from './approval-window'
import { settle } from './fixtures/port'

test('there is one approval window; closing it by hand is an answer', async () => {
  let id: number | null = null
  const open = new Set<number>()
  const create = vi.fn(async () => {
    open.add(open.size + 1)
    return { id: open.size }
  })
  const windows = {
    create,
    get: async (each: number) => (open.has(each) ? { id: each } : Promise.reject(new Error('gone'))),
    getAll: async () => [],
    update: vi.fn(async () => ({})),
    remove: async (each: number) => void open.delete(each),
  }
  const closed = vi.fn(async () => undefined)
  const memory = {
    read: async () => id,
    write: async (next: number | null) => {
      id = next
    },
  }
  const browser = { windows, runtime: { getURL: (path: string) => `x://${path}` } } as never
  const make = () => createApprovalWindow(browser, memory, closed)
  const approval = make()
  await Promise.all([approval.show(), approval.show(), approval.show()])
  expect(create).toHaveBeenCalledTimes(1)
  await make().show() // a new background finds the old window
  expect(create).toHaveBeenCalledTimes(1)
  await approval.removed(99)
  expect(closed).not.toHaveBeenCalled()
  open.clear()
  await approval.removed(1)
  expect(closed).toHaveBeenCalledTimes(1)
  await approval.show()
  expect(create).toHaveBeenCalledTimes(2)
  await approval.close()
  await approval.removed(id ?? 1) // our own closing is no answer
  expect(closed).toHaveBeenCalledTimes(1)
})

test('an approval window that is not needed any more while it opens is closed, and one that vanished is noticed', async () => {
  let id: number | null = null
  let count = 0
  const open = new Set<number>()
  let opened = () => {}
  const windows = {
    create: () =>
      new Promise<{ id: number }>((resolve) => {
        opened = () => {
          open.add(++count)
          resolve({ id: count })
        }
      }),
    get: async (each: number) => (open.has(each) ? { id: each } : Promise.reject(new Error('gone'))),
    getAll: async () => [],
    update: async () => ({}),
    remove: async (each: number) => void open.delete(each),
  }
  const closed = vi.fn(async () => undefined)
  const memory = {
    read: async () => id,
    write: async (next: number | null) => {
      id = next
    },
  }
  const make = () => createApprovalWindow({ windows, runtime: { getURL: (path: string) => path } } as never, memory, closed)
  const approval = make()
  const shown = approval.show()
  const gone = approval.close()
  await settle()
  opened()
  await Promise.all([shown, gone])
  expect([open.size, id]).toEqual([0, null])
  // Closed by the person in the very moment in which it opens.
  const again = approval.show()
  await settle()
  const removed = approval.removed(2)
  opened()
  open.clear()
  await Promise.all([again, removed])
  expect(closed).toHaveBeenCalledTimes(1)
  expect(id).toBeNull()
  // Closed while the background was dead: the next life is told once.
  id = 99
  expect(await make().vanished()).toBe(true)
  expect(await make().vanished()).toBe(false)
  expect(closed).toHaveBeenCalledTimes(1)
  // A browser that opens no window does not stop the next attempt.
  windows.create = () => Promise.reject(new Error('no'))
  await expect(approval.show()).rejects.toThrow('no')
  windows.create = async () => ({ id: ++count })
  await approval.show()
  expect(id).toBe(count)
})

test('a window that an earlier life opened and could not remember is used, and one that it could not close is closed', async () => {
  let id: number | null = null
  let alive = true
  const open = new Map<number, { type: string; url: string }>([[1, { type: 'normal', url: 'x://src/popup/index.html' }]])
  const windows = {
    create: vi.fn(async ({ type, url }: { type: string; url: string }) => {
      open.set(open.size + 1, { type, url })
      return { id: open.size }
    }),
    get: async (each: number) => (open.has(each) ? { id: each } : Promise.reject(new Error('gone'))),
    getAll: async () => [...open].map(([each, { type, url }]) => ({ id: each, type, tabs: [{ url }] })),
    update: async () => ({}),
    remove: async (each: number) => (alive ? void open.delete(each) : new Promise<never>(() => undefined)),
  }
  const memory = {
    read: async () => id,
    write: async (next: number | null) => {
      if (!alive && next !== null) return new Promise<never>(() => undefined)
      id = next
    },
  }
  const make = () =>
    createApprovalWindow({ windows, runtime: { getURL: (path: string) => `x://${path}` } } as never, memory, async () => undefined)
  open.set(2, { type: 'popup', url: 'https://good.test/' })
  alive = false
  void make().show() // dies between opening and remembering
  await settle()
  expect([id, open.size]).toEqual([null, 3])
  alive = true
  await make().show()
  expect([id, open.size]).toEqual([3, 3])
  expect(windows.create).toHaveBeenCalledTimes(1)
  alive = false
  void make().close() // dies between forgetting and closing
  await settle()
  expect([id, open.size]).toEqual([null, 3])
  alive = true
  await make().close()
  expect([...open.keys()]).toEqual([1, 2])
})
