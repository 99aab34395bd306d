import type * as v from 'valibot'
import { KluisError } from '../units'
import { type Envelope, open, seal } from './envelope'
import type { Lifeboat } from './lifeboat'
import type { Medium } from './media'

/** What a piece of state says of itself. */
export type BoxSpec<T> = {
  name: string
  /** durable: three generations, a second copy, and the lifeboat where there is one; local: without the lifeboat; session: gone with the browser. */
  area: 'durable' | 'local' | 'session'
  /** What is in it is sealed by itself: it may stand where others can read it. Gives whose it is; null for nobody's. */
  sealedItself?: (value: T) => string | null
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
  /** Writes down the initial value where nothing was ever written, and brings a place up to date that kept silent before: from then on each copy has another that says the same. */
  found(): Promise<void>
  /** Takes from the lifeboat what is newer there, now that it can be opened. */
  again(): Promise<void>
  /** Whether what is read is what was written last: not while only a sealed or an older copy of it can be read. @throws as read */
  known(): Promise<boolean>
  /** The oldest version in which it still stands on the disk, as this life found it; 0 where it was never written. @throws as read */
  oldest(): Promise<number>
  watch(told: (value: T) => void): () => void
  /** Back to the initial value, everywhere; or to `instead`, which is there before anything goes. */
  clear(instead?: T): Promise<void>
}

const GENERATIONS = 3
type Found = { held: 'whole'; envelope: Envelope; text: string }
type Whole = Found & { medium: Medium; key: string }
type Look = Whole | { medium: Medium; key: string; held: 'nothing' | 'damage' | 'unknown' }
/** What the lifeboat holds of this box. sealed: something, but nobody can read it before the vault is open. */
type Rescue = (Found & { vouched: boolean }) | { held: 'nothing' | 'damage' | 'unknown' | 'sealed' }
/** Where a box lives. Without `main` (and `second`) the lifeboat alone keeps it. `aside`: where it is noted what one of the two was written without the other. */
export type Places = { main?: Medium | undefined; second?: Medium | undefined; lifeboat?: Lifeboat | undefined; aside?: Medium | undefined }
/** `unsettled`: why it cannot be changed, and has to be looked at again next time. `doubtful`: another place may hold what is newer. */
type Held<T> = { generation: number; value: T; unsettled?: 'locked' | 'storage-failed'; doubtful?: true }

/**
 * A box over its media. The first medium keeps three generations, a second one keeps a copy of the newest.
 * @param note is told what had to be mended or could not be done
 * @param isLost asked where nothing was found anywhere: whether it was there once. Then it is damaged, and not new.
 */
export function createBox<T>(
  spec: BoxSpec<T>,
  { main, second, lifeboat, aside }: Places,
  note: (id: 'copy-repaired' | 'one-copy' | 'only-copy' | 'read-only' | 'behind') => void,
  parse: (schema: v.GenericSchema<unknown, T>, value: unknown) => T,
  isLost: () => Promise<boolean> = async () => false,
): Box<T> {
  const slot = (generation: number) => (spec.area === 'session' ? spec.name : `${spec.name}/${generation % GENERATIONS}`)
  const slots = spec.area === 'session' ? [spec.name] : Array.from({ length: GENERATIONS }, (_, n) => `${spec.name}/${n}`)
  const mark = `alone/${spec.name}`
  const watchers = new Set<(value: T) => void>()
  let known: Held<T> | undefined
  /** A place did not answer when it was last read or written: it may lag. */
  let lame = false
  /** The newest generation that this life tried to write: parts of it may be anywhere. */
  let tried = 0
  let oldest = 0
  let queue: Promise<unknown> = Promise.resolve()

  const places: [Medium, string][] = []
  if (main) for (const key of slots) places.push([main, key])
  if (second) places.push([second, spec.name])

  /** What one place holds: a whole envelope, nothing, something that cannot be read, or no answer. */
  async function look([medium, key]: [Medium, string]): Promise<Look> {
    try {
      const text = await medium.read(key)
      if (text === undefined) return { medium, key, held: 'nothing' }
      const envelope = await open(text)
      return envelope ? { medium, key, held: 'whole', envelope, text } : { medium, key, held: 'damage' }
    } catch {
      return { medium, key, held: 'unknown' }
    }
  }

  async function lookAboard(): Promise<Rescue> {
    if (!lifeboat) return { held: 'nothing' }
    try {
      const aboard = await lifeboat.read(spec)
      if (!aboard) return { held: 'nothing' }
      const envelope = await open(aboard.text)
      return envelope ? { ...aboard, held: 'whole', envelope } : { held: 'damage' }
    } catch (error) {
      const code = error instanceof KluisError ? error.code : ''
      return { held: code === 'locked' ? 'sealed' : code === 'vault-damaged' ? 'damage' : 'unknown' }
    }
  }

  /** @param all whether to look into the lifeboat even if it is not needed */
  async function load(all = false): Promise<Held<T>> {
    const looks = await Promise.all(places.map(look))
    const versions = looks.flatMap((each) => (each.held === 'whole' ? [each.envelope.version] : []))
    oldest = versions.length ? Math.min(...versions) : 0
    const found = (held: Look['held'], medium?: Medium) => looks.some((each) => each.held === held && (!medium || each.medium === medium))
    let best = looks.reduce<Whole | undefined>(
      (most, each) => (each.held === 'whole' && (!most || each.envelope.generation > most.envelope.generation) ? each : most),
      undefined,
    ) as Found | undefined
    // A place that did not answer may hold the newest: without a whole second copy, nothing older stands in for it.
    const hidden = main !== undefined && found('unknown', main) && !(second && found('whole', second))
    const rescue: Rescue = all || !best || hidden ? await lookAboard() : { held: 'nothing' }
    if (rescue.held === 'whole') {
      // Others may have written there: what nobody vouches for counts only where there is nothing else.
      const { generation } = best?.envelope ?? { generation: 0 }
      if (rescue.vouched ? rescue.envelope.generation > generation : !best) best = rescue
    }
    // At home in copies that are not kept here: to be read, to be signed with and to be taken out. A change would part the two.
    const visiting = !main && (await lifeboat?.visiting().catch(() => true)) === true
    const unsettled = visiting ? ({ unsettled: 'storage-failed' } as const) : {}
    if (!best) {
      if (rescue.held === 'sealed') return { generation: 0, value: spec.initial(), unsettled: 'locked', doubtful: true }
      // Empty means new only if every place could be read and none held anything.
      if (found('unknown') || rescue.held === 'unknown') throw new KluisError('storage-failed')
      if (found('damage') || rescue.held === 'damage' || (await isLost())) throw new KluisError('vault-damaged')
      return { generation: 0, value: spec.initial(), ...unsettled }
    }
    if (hidden && rescue.held !== 'whole') throw new KluisError('storage-failed')
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
    // Out of the lifeboat while the first place keeps silent: to be read, to be signed with and to be taken out. What is newer may be there.
    if (hidden) {
      note('one-copy')
      return { generation, value, unsettled: 'storage-failed', doubtful: true }
    }
    if (visiting) {
      note('read-only')
      return { generation, value, ...unsettled }
    }
    // The place that keeps silent was written without this one: a change of what is older here would be lost when it answers again.
    if (found('unknown') && generation < (await lastAlone())) {
      note('behind')
      return { generation, value, unsettled: 'storage-failed', doubtful: true }
    }
    // From then on it is at home here. Said before it is: two homes would part.
    if (main && rescue.held === 'whole' && best === rescue && !(await came())) return { generation, value, unsettled: 'storage-failed' }
    if (spec.area !== 'session') await mend(best, looks)
    lifeboat?.note(spec, best.text)
    if (!main && lifeboat) note('only-copy')
    if (version === spec.version) return { generation, value }
    // Written down as the next generation: the one it came from stays. Where that fails, the next start migrates again.
    await store(generation + 1, value).catch(() => undefined)
    return { generation: generation + 1, value }
  }

  /** The newest generation that one place was written without the other. */
  const lastAlone = async () => Number((await aside?.read(mark).catch(() => undefined)) ?? 0)

  const came = () =>
    (lifeboat?.comeHome() ?? Promise.resolve()).then(
      () => true,
      () => false,
    )

  /** Brings lagging and damaged copies to the best generation. A death between two copies leaves one step of lag: that is no news. */
  async function mend(best: Found, looks: Look[]): Promise<void> {
    const { generation } = best.envelope
    const newest = (medium: Medium) =>
      Math.max(-1, ...looks.map((each) => (each.held === 'whole' && each.medium === medium ? each.envelope.generation : -1)))
    const damaged = looks.filter((each) => each.held === 'damage')
    const wrong = new Map(damaged.map(({ medium, key }) => [key, medium]))
    // What does not answer is not waited for again: the next write reaches it, or tells.
    const silent = new Set(looks.flatMap((each) => (each.held === 'unknown' ? [each.medium] : [])))
    // It may be a moment only: told where it keeps silent, see `found`.
    lame = silent.size > 0
    if (main && !silent.has(main) && newest(main) < generation) wrong.set(slot(generation), main)
    if (second && !silent.has(second) && newest(second) < generation) wrong.set(spec.name, second)
    const kept = await Promise.allSettled([...wrong].map(([key, medium]) => keep(medium, key, best.text)))
    if (kept.some((each) => each.status === 'rejected')) {
      lame = true
      return note('one-copy')
    }
    const far = [main, second].some((medium) => medium && newest(medium) < generation - 1)
    if (damaged.length || (far && !silent.size)) note('copy-repaired')
  }

  /** Writes and reads back. */
  async function keep(medium: Medium, key: string, text: string): Promise<void> {
    await medium.write(key, text)
    if ((await medium.read(key)) !== text) throw new KluisError('storage-failed')
  }

  /** @param all whether every place has to take it, the lifeboat too */
  async function store(generation: number, value: T, all = false): Promise<void> {
    const text = await seal(spec.version, generation, JSON.stringify(value))
    const tries = [main && keep(main, slot(generation), text), second && keep(second, spec.name, text)].filter((each) => each !== undefined)
    const kept = (await Promise.allSettled(tries)).filter((each) => each.status === 'fulfilled').length
    lame = kept < tries.length
    if (kept && lame) {
      note('one-copy')
      await aside?.write(mark, String(generation)).catch(() => undefined)
    }
    if (kept < (all ? tries.length : Math.min(tries.length, 1))) throw new KluisError('storage-failed')
    if (!lifeboat) return
    const saved = lifeboat.save(spec, text)
    if (all || !tries.length) await saved
    // It follows when it can: at the latest when the vault is opened.
    else saved.catch(() => undefined)
    if (!tries.length) note('only-copy')
  }

  /** One after the other, and a failure does not stop the next one. */
  function queued<R>(work: () => Promise<R>): Promise<R> {
    const run = queue.then(work, work)
    queue = run.catch(() => undefined)
    return run
  }
  async function current(): Promise<Held<T>> {
    if (known) return known
    const held = await load()
    if (!held.unsettled) known = held
    return held
  }
  /** @throws KluisError locked, storage-failed: what is there cannot be changed now */
  async function changeable(): Promise<Held<T>> {
    const held = await current()
    if (held.unsettled) throw new KluisError(held.unsettled)
    return held
  }
  const tell = (value: T) => {
    for (const told of watchers) told(value)
  }

  return {
    spec,
    read: () => (known ? Promise.resolve(known.value) : queued(async () => (await current()).value)),
    write: (change) =>
      queued(async () => {
        const { generation, value: old } = await changeable()
        const value = change(old)
        if (value === old) return old
        const next = parse(spec.schema, JSON.parse(JSON.stringify(value)))
        // A place that is silent may hold a write that was never reported: this one is newer than that, and never over the newest there is.
        let newer = Math.max(generation, tried) + (lame ? 2 : 1)
        if (slot(newer) === slot(generation)) newer++
        tried = newer
        // What failed may be there all the same: only the disk knows.
        known = undefined
        await store(newer, next)
        known = { generation: newer, value: next }
        tell(next)
        return next
      }),
    spread: () =>
      queued(async () => {
        for (const _ of slots) {
          const { generation, value } = await changeable()
          known = undefined
          await store(generation + 1, value, true)
          known = { generation: generation + 1, value }
        }
      }),
    found: () =>
      queued(async () => {
        const { generation, value, unsettled } = await current()
        if (unsettled || (generation > 0 && !lame)) return
        const before = known
        known = undefined
        if (generation === 0) {
          await store(1, value)
          known = { generation: 1, value }
          return
        }
        try {
          await current()
        } catch (error) {
          known = before
          throw error
        }
        if (lame) note('one-copy')
      }),
    again: () =>
      queued(async () => {
        if (!lifeboat) return
        const before = known
        const rescue = before && (await lookAboard())
        if (rescue && !(rescue.held === 'whole' && rescue.vouched && rescue.envelope.generation > before.generation)) return
        const held = await load(true)
        known = held.unsettled ? undefined : held
        tell(held.value)
      }),
    oldest: () => queued(async () => (await current()) && oldest),
    known: () => queued(async () => !(await current()).doubtful),
    watch(told) {
      watchers.add(told)
      return () => watchers.delete(told)
    },
    clear: (instead) =>
      queued(async () => {
        // A place that lags gets what it lacks first: what is cut short must not leave an older value.
        if (lame) known = undefined
        const { generation } = await current().catch(() => ({ generation: 0 }))
        known = undefined
        // Over the place that is cleared last, as a newer generation.
        const first = instead !== undefined && main ? generation + GENERATIONS : 0
        if (first && main) await keep(main, slot(first), await seal(spec.version, first, JSON.stringify(instead)))
        const failures: unknown[] = []
        const remove = (medium: Medium, key: string) => medium.remove(key).catch((error: unknown) => failures.push(error))
        if (second) await remove(second, spec.name)
        // The newest goes last, and only if all others went: what is cut short leaves the value, never an older one.
        if (main) for (let n = 1; n < slots.length; n++) await remove(main, slot(generation + n))
        if (failures.length) throw failures[0]
        await aside?.remove(mark)
        if (!first) await main?.remove(slot(generation))
        known = { generation: first, value: instead ?? spec.initial() }
        tell(known.value)
      }),
  }
}
