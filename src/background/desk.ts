import {
  approve,
  ask,
  type Ended,
  end,
  expire,
  find,
  type Item,
  type ItemKind,
  leave,
  limits,
  outcomeOf,
  type Place,
  type Queue,
  refuse,
  resume,
  settle,
  show,
  sign,
  signed,
  waiting,
} from '../requests'
import type { Box } from '../storage'
import { type ErrorCode, KluisError } from '../units'
import { createAllowance } from './allowance'
import type { Card } from './cards'

export type Question = { kind: ItemKind; place: Place; print: string }
/** How often a site may put something new before the person: each is read first, and that costs more than a message (security.md 2.3). */
const OF_SITE = { rate: 2, burst: limits.perOrigin + 1 }
/** What is kept of a question, and what the person is shown of it. */
export type Answerable = { input: unknown; card: Card }

/**
 * The desk where requests wait: the queue of `requests/` in its box, and the pages that wait for answers.
 * `changed` is told of every change; nobody waits for what it does.
 */
export function createDesk(box: Box<Queue>, now: () => number, newId: () => string, changed: () => void) {
  const waiters = new Map<string, ((ended: Ended) => void)[]>()
  const mayAsk = createAllowance(now, OF_SITE)

  async function change(step: (queue: Queue) => Queue): Promise<Queue> {
    let before: Queue | undefined
    const after = await box.write((queue) => {
      before = queue
      return step(queue)
    })
    for (const [id, told] of waiters) {
      const ended = outcomeOf(after, id)
      if (!ended) continue
      waiters.delete(id)
      for (const each of told) each(ended)
    }
    if (after !== before) changed()
    return after
  }

  function answerOf(ended: Ended): unknown {
    if (ended.reply.ok) return ended.reply.value
    throw new KluisError(ended.reply.code)
  }

  /**
   * Puts a question to the person and waits for the answer, however long it takes and however often the background dies meanwhile:
   * the page brings the same question again and is joined to the same request.
   * @throws KluisError as `ask` of the queue, rate-limited, and what the person or the wallet answered
   * @param read reads the question and makes the card; its failure ends the request with that failure
   */
  async function put(question: Question, read: () => Promise<Answerable>): Promise<unknown> {
    const id = newId()
    let joined: Item | undefined
    let over: Ended | undefined
    await box.write((queue) => {
      const asked = ask(expire(queue, now()), { ...question, id, openedAt: now(), input: null, card: null }, now())
      if ('ended' in asked) {
        over = asked.ended
        return queue
      }
      joined = asked.item
      // Only of what would be read: what was refused already, or is there, costs nothing.
      if (joined.id === id && !mayAsk(question.place.origin)) throw new KluisError('rate-limited')
      return asked.queue
    })
    if (over) return answerOf(over)
    if (!joined) throw new KluisError('internal')
    const known = joined.id
    const ended = new Promise<Ended>((resolve) => waiters.set(known, [...(waiters.get(known) ?? []), resolve]))
    if (known === id) await bring(id, read)
    else await change((queue) => queue)
    return answerOf(await ended)
  }

  async function bring(id: string, read: () => Promise<Answerable>): Promise<void> {
    try {
      const { input, card } = await read()
      await change((queue) => show(queue, id, input, card))
    } catch (error) {
      // Whoever was joined meanwhile is told the reason; who asked first gets its details too.
      await change((queue) => end(queue, (each) => each.id === id, error instanceof KluisError ? error.code : 'internal', now()))
      throw error
    }
  }

  return {
    put,
    /** A request of the wallet itself: it has no page that waits. @returns its id. @throws what `read` throws */
    async draft(kind: ItemKind, read: () => Promise<Answerable>): Promise<string> {
      const id = newId()
      await box.write((queue) => {
        const asked = ask(expire(queue, now()), { kind, place: null, input: null, print: id, id, openedAt: now(), card: null }, now())
        return 'item' in asked ? asked.queue : queue
      })
      await bring(id, read)
      return id
    },
    /** @throws KluisError gone, expired */
    async look(id: string): Promise<Item> {
      const item = find(await box.read(), id)
      if (!item || item.card === null) throw new KluisError('gone')
      if (now() >= item.expiresAt) throw new KluisError('expired')
      return item
    },
    approve: (id: string) => change((queue) => approve(queue, id, now())),
    /** Stores what came of an approval, before any of it leaves. @throws KluisError gone */
    sign: (id: string, outcome: unknown) => change((queue) => sign(queue, id, outcome)),
    /** Stores the answer first, then tells the page. */
    settle: (id: string, value: unknown) => change((queue) => settle(queue, id, value, now())),
    refuse: (id: string) => change((queue) => refuse(queue, id, now())),
    /** Refuses everything of sites that the person could see. */
    refuseShown: () => change((queue) => refuseShown(queue, now())),
    /** The facts around what waits have changed: it is shown as it is now. */
    replace: (id: string, { input, card }: Answerable) => change((queue) => (waits(queue, id) ? show(queue, id, input, card) : queue)),
    /** An approval that could not be carried out is shown again. */
    reopen: (id: string) =>
      change((queue) => ({
        ...queue,
        items: queue.items.map((each) => (each.id === id && each.state === 'approved' ? { ...each, state: 'waiting' as const } : each)),
      })),
    /** A page left by itself, and what it asked goes with it: counts towards its origin's silence. */
    leave: (matches: (item: Item) => boolean) => change((queue) => leave(queue, matches, now())),
    end: (matches: (item: Item) => boolean, code: ErrorCode) => change((queue) => end(queue, matches, code, now())),
    tick: () => change((queue) => expire(queue, now())),
    /** Once, when the background starts. @param closed whether the window in which it asked was closed meanwhile: that was a no */
    resume: (closed: boolean) =>
      change((queue) => {
        const resumed = expire(resume(queue), now())
        return closed ? refuseShown(resumed, now()) : resumed
      }),
    /** What the person can answer. */
    items: async () => waiting(await box.read()),
    /** What has its signature and did not leave yet. */
    signed: async () => signed(await box.read()),
    /** How many requests of sites are under way: being read, waiting, or being carried out. */
    fromSites: async () => (await box.read()).items.filter((each) => each.place !== null).length,
  }
}
export type Desk = ReturnType<typeof createDesk>

const waits = (queue: Queue, id: string) => waiting(queue).some((each) => each.id === id)
const refuseShown = (queue: Queue, now: number): Queue =>
  waiting(queue).reduce((left, { id, place }) => (place ? refuse(left, id, now) : left), queue)
