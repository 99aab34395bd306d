import type * as v from 'valibot'
import { KluisError } from '../units'
import { type Envelope, open, seal } from './envelope'
import type { Medium } from './media'

/** What a piece of state says of itself. */
export type BoxSpec<T> = {
  name: string
  /** durable: three generations and a second copy; local: three generations; session: gone with the browser. */
  area: 'durable' | 'local' | 'session'
  version: number
  schema: v.GenericSchema<unknown, T>
  initial: () => T
  /** From each older version to the next one. */
  migrations: Readonly<Record<number, (old: unknown) => unknown>>
  clearedBy: 'never' | 'lock' | 'wipe'
  /** Whether a view may show what is in it. */
  seenBy: 'pages' | 'nobody'
}
export type Box<T> = {
  readonly spec: BoxSpec<T>
  /** @throws KluisError vault-damaged, vault-newer, storage-failed */
  read(): Promise<T>
  /** Queued behind earlier writes; resolves with the new value after it was read back. @throws the same, and what `change` throws */
  write(change: (old: T) => T): Promise<T>
  /** Writes what it holds over every older generation and copy. @throws KluisError storage-failed where an older one may still be there */
  spread(): Promise<void>
  /** Writes down the initial value where nothing was ever written: from then on an unreadable copy has another that says the same. */
  found(): Promise<void>
  watch(told: (value: T) => void): () => void
  /** Back to the initial value, everywhere. */
  clear(): Promise<void>
}

const GENERATIONS = 3
const TIMEOUT = 5_000

type Whole = { medium: Medium; key: string; held: 'whole'; envelope: Envelope; text: string }
type Look = Whole | { medium: Medium; key: string; held: 'nothing' | 'damage' | 'unknown' }

/** @throws KluisError storage-failed when there is no answer in time */
export const inTime = <T>(work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new KluisError('storage-failed')), TIMEOUT)
    }),
  ]).finally(() => clearTimeout(timer))
}

/**
 * A box over its media. The first medium keeps three generations, a second one keeps a copy of the newest.
 * @param note is told what had to be mended or could not be done
 */
export function createBox<T>(
  spec: BoxSpec<T>,
  media: readonly [Medium, Medium?],
  note: (id: 'copy-repaired' | 'one-copy') => void,
  parse: (schema: v.GenericSchema<unknown, T>, value: unknown) => T,
): Box<T> {
  const [main, second] = media
  const slot = (generation: number) => (spec.area === 'session' ? spec.name : `${spec.name}/${generation % GENERATIONS}`)
  const slots = spec.area === 'session' ? [spec.name] : Array.from({ length: GENERATIONS }, (_, n) => `${spec.name}/${n}`)
  const watchers = new Set<(value: T) => void>()
  let known: { generation: number; value: T } | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const places: [Medium, string][] = slots.map((key) => [main, key])
  if (second) places.push([second, spec.name])

  /** What one place holds: a whole envelope, nothing, something that cannot be read, or no answer. */
  async function look([medium, key]: [Medium, string]): Promise<Look> {
    try {
      const text = await inTime(medium.read(key))
      if (text === undefined) return { medium, key, held: 'nothing' }
      const envelope = await open(text)
      return envelope ? { medium, key, held: 'whole', envelope, text } : { medium, key, held: 'damage' }
    } catch {
      return { medium, key, held: 'unknown' }
    }
  }

  async function load(): Promise<{ generation: number; value: T }> {
    const looks = await Promise.all(places.map(look))
    const found = (held: Look['held'], medium?: Medium) => looks.some((each) => each.held === held && (!medium || each.medium === medium))
    const best = looks.reduce<Whole | undefined>(
      (most, each) => (each.held === 'whole' && (!most || each.envelope.generation > most.envelope.generation) ? each : most),
      undefined,
    )
    if (!best) {
      // Empty means new only if every place could be read and none held anything.
      if (found('unknown')) throw new KluisError('storage-failed')
      if (found('damage')) throw new KluisError('vault-damaged')
      return { generation: 0, value: spec.initial() }
    }
    // A place that did not answer may hold the newest: without a whole second copy, nothing older stands in for it.
    if (found('unknown', main) && !(second && found('whole', second))) throw new KluisError('storage-failed')
    const { version, generation, payload } = best.envelope
    if (version > spec.version) throw new KluisError('vault-newer')
    let value: T
    try {
      let old: unknown = JSON.parse(payload)
      for (let from = version; from < spec.version; from++) {
        const migrate = spec.migrations[from]
        if (!migrate) throw new Error('no migration')
        old = migrate(old)
      }
      value = parse(spec.schema, old)
    } catch (error) {
      throw new KluisError('vault-damaged', {}, error)
    }
    if (spec.area !== 'session') await mend(best, looks)
    if (version === spec.version) return { generation, value }
    // Written down as the next generation: the one it came from stays. Where that fails, the next start migrates again.
    await store(generation + 1, value).catch(() => undefined)
    return { generation: generation + 1, value }
  }

  /** Brings lagging and damaged copies to the best generation. A death between two copies leaves one step of lag: that is no news. */
  async function mend(best: Whole, looks: Look[]): Promise<void> {
    const { generation } = best.envelope
    const newest = (medium: Medium) =>
      Math.max(-1, ...looks.map((each) => (each.held === 'whole' && each.medium === medium ? each.envelope.generation : -1)))
    const damaged = looks.filter((each) => each.held === 'damage')
    const wrong = new Map(damaged.map(({ medium, key }) => [key, medium]))
    if (newest(main) < generation) wrong.set(slot(generation), main)
    if (second && newest(second) < generation) wrong.set(spec.name, second)
    const kept = await Promise.allSettled([...wrong].map(([key, medium]) => keep(medium, key, best.text)))
    if (kept.some((each) => each.status === 'rejected')) return note('one-copy')
    const far = newest(main) < generation || (second && newest(second) < generation - 1)
    if (damaged.length || far) note('copy-repaired')
  }

  /** Writes and reads back. */
  async function keep(medium: Medium, key: string, text: string): Promise<void> {
    const written = async () => {
      await medium.write(key, text)
      return medium.read(key)
    }
    if ((await inTime(written())) !== text) throw new KluisError('storage-failed')
  }

  /** @param all whether every place has to take it */
  async function store(generation: number, value: T, all = false): Promise<void> {
    const text = await seal(spec.version, generation, JSON.stringify(value))
    const results = await Promise.allSettled([keep(main, slot(generation), text), ...(second ? [keep(second, spec.name, text)] : [])])
    const kept = results.filter((each) => each.status === 'fulfilled').length
    if (kept && kept < results.length) note('one-copy')
    if (!kept || (all && kept < results.length)) throw new KluisError('storage-failed')
  }

  /** One after the other, and a failure does not stop the next one. */
  function queued<R>(work: () => Promise<R>): Promise<R> {
    const run = queue.then(work, work)
    queue = run.catch(() => undefined)
    return run
  }
  const current = async () => {
    known ??= await load()
    return known
  }

  return {
    spec,
    read: () => (known ? Promise.resolve(known.value) : queued(async () => (await current()).value)),
    write: (change) =>
      queued(async () => {
        const { generation, value: old } = await current()
        const value = change(old)
        if (value === old) return old
        const next = parse(spec.schema, JSON.parse(JSON.stringify(value)))
        // What failed may be there all the same: only the disk knows.
        known = undefined
        await store(generation + 1, next)
        known = { generation: generation + 1, value: next }
        for (const told of watchers) told(next)
        return next
      }),
    spread: () =>
      queued(async () => {
        for (const _ of slots) {
          const { generation, value } = await current()
          known = undefined
          await store(generation + 1, value, true)
          known = { generation: generation + 1, value }
        }
      }),
    found: () =>
      queued(async () => {
        const { generation, value } = await current()
        if (generation > 0) return
        known = undefined
        await store(1, value)
        known = { generation: 1, value }
      }),
    watch(told) {
      watchers.add(told)
      return () => watchers.delete(told)
    },
    clear: () =>
      queued(async () => {
        const { generation } = await current().catch(() => ({ generation: 0 }))
        known = undefined
        if (second) await inTime(second.remove(spec.name))
        // The newest goes last: what is cut short leaves the value, never an older one.
        for (let n = 1; n <= slots.length; n++) await inTime(main.remove(slot(generation + n)))
        known = { generation: 0, value: spec.initial() }
        for (const told of watchers) told(known.value)
      }),
  }
}
