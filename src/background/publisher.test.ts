import { expect, test } from 'vitest'
import type { Views } from '../messaging'
import { createPublisher } from './publisher'

test('pages of ours get every slice at first and afterwards only what changed, with rising revisions', async () => {
  let views = { session: { status: 'empty' }, settings: { theme: 'dark' } } as unknown as Views
  const publisher = createPublisher(async () => views)
  const posted: { slice: string; revision: number }[] = []
  const detach = await publisher.attach({ postMessage: (message) => posted.push(message) })
  expect(posted.map((each) => each.slice).sort()).toEqual(['session', 'settings'])
  posted.length = 0
  await publisher.publish()
  expect(posted).toEqual([])
  views = { ...views, session: { status: 'locked', waitUntil: null } }
  await Promise.all([publisher.publish(), publisher.publish(), publisher.publish()])
  expect(posted.map((each) => each.slice)).toEqual(['session'])
  detach()
  views = { ...views, session: { status: 'empty' } }
  await publisher.publish()
  expect(posted).toHaveLength(1)
})

test('a page that throws while it is told is forgotten, and the others are told', async () => {
  let views = { session: { status: 'empty' } } as unknown as Views
  const publisher = createPublisher(async () => views)
  const heard: number[] = []
  let throws = false
  await publisher.attach({
    postMessage: () => {
      if (throws) throw new Error('closed')
    },
  })
  await publisher.attach({ postMessage: ({ revision }) => heard.push(revision) })
  throws = true
  views = { session: { status: 'locked', waitUntil: null } } as unknown as Views
  await publisher.publish()
  expect(publisher.readers).toBe(1)
  expect(heard).toHaveLength(2)
  expect(heard[1]).toBeGreaterThan(heard[0] as number)
  // A later life never counts from below.
  const next = createPublisher(async () => views)
  await next.attach({ postMessage: ({ revision }) => heard.push(revision) })
  expect(heard[2]).toBeGreaterThan(0)
})
