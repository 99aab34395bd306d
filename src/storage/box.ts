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
  watch(told: (value: T) => void): () => void
  /** Back to the initial value, everywhere. */
  clear(): Promise<void>
}

const GENERATIONS = 3
const TIMEOUT = 5_000

const inTime = <T>(work: Promise<T>): Promise<T> => {
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

  /** Everything that can be found, and whether something was there that could not be read. */
  async function collect(): Promise<{ found: { envelope: Envelope; from: Medium }[]; damaged: boolean; failed: boolean }> {
    const found: { envelope: Envelope; from: Medium }[] = []
    let damaged = false
    let failed = false
    const look = async (medium: Medium, key: string) => {
      try {
        const text = await inTime(medium.read(key))
        if (text === undefined) return
        const envelope = await open(text)
        if (envelope) found.push({ envelope, from: medium })
        else damaged = true
      } catch {
        failed = true
      }
    }
    for (const key of slots) await look(main, key)
    if (second) await look(second, spec.name)
    return { found, damaged, failed }
  }

  async function load(): Promise<{ generation: number; value: T }> {
    const { found, damaged, failed } = await collect()
    const best = found.reduce<Envelope | undefined>(
      (most, { envelope }) => (!most || envelope.generation > most.generation ? envelope : most),
      undefined,
    )
    if (!best) {
      // Empty means new only if every place could be read and none held anything.
      if (damaged) throw new KluisError('vault-damaged')
      if (failed) throw new KluisError('storage-failed')
      return { generation: 0, value: spec.initial() }
    }
    if (best.version > spec.version) throw new KluisError('vault-newer')
    let value: unknown
    let checked: T
    try {
      value = JSON.parse(best.payload)
      for (let version = best.version; version < spec.version; version++) {
        const migrate = spec.migrations[version]
        if (!migrate) throw new Error('no migration')
        value = migrate(value)
      }
      checked = parse(spec.schema, value)
    } catch (error) {
      throw new KluisError('vault-damaged', {}, error)
    }
    const loaded = { generation: best.generation, value: checked }
    await mend(loaded, best, found, damaged, failed)
    return loaded
  }

  /** Brings a lagging or damaged copy back to the best generation. A crash between two copies leaves one step of lag: that is no news. */
  async function mend(
    loaded: { generation: number; value: T },
    best: Envelope,
    found: { envelope: Envelope; from: Medium }[],
    damaged: boolean,
    failed: boolean,
  ): Promise<void> {
    if (spec.area === 'session') return
    const newest = (medium: Medium) => Math.max(-1, ...found.filter((each) => each.from === medium).map((each) => each.envelope.generation))
    const migrated = best.version !== spec.version
    const lagging = newest(main) < best.generation || (second && newest(second) < best.generation)
    if (!migrated && !lagging && !damaged) return
    const text = await seal(spec.version, loaded.generation, JSON.stringify(loaded.value))
    if (migrated || newest(main) < best.generation) await keep(main, slot(loaded.generation), text).catch(() => note('one-copy'))
    if (second && (migrated || newest(second) < best.generation)) await keep(second, spec.name, text).catch(() => note('one-copy'))
    const far = newest(main) < best.generation || (second && newest(second) < best.generation - 1)
    if (damaged || far) note(failed ? 'one-copy' : 'copy-repaired')
  }

  async function keep(medium: Medium, key: string, text: string): Promise<void> {
    await inTime(medium.write(key, text))
    if ((await inTime(medium.read(key))) !== text) throw new KluisError('storage-failed')
  }

  async function store(generation: number, value: T): Promise<void> {
    const text = await seal(spec.version, generation, JSON.stringify(value))
    const results = await Promise.allSettled([keep(main, slot(generation), text), ...(second ? [keep(second, spec.name, text)] : [])])
    const kept = results.filter((each) => each.status === 'fulfilled').length
    if (!kept) throw new KluisError('storage-failed')
    if (kept < results.length) note('one-copy')
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
        await store(generation + 1, next)
        known = { generation: generation + 1, value: next }
        for (const told of watchers) told(next)
        return next
      }),
    watch(told) {
      watchers.add(told)
      return () => watchers.delete(told)
    },
    clear: () =>
      queued(async () => {
        for (const key of slots) await inTime(main.remove(key))
        if (second) await inTime(second.remove(spec.name))
        known = { generation: 0, value: spec.initial() }
        for (const told of watchers) told(known.value)
      }),
  }
}
