import { base64 } from '@scure/base'
import * as v from 'valibot'
import { concat, KluisError, toHex, turns } from '../units'
import type { Medium } from './media'

/** `open`: by box, the envelope of what is sealed by itself. `sealed`: nonce and AES-256-GCM of the cargo in base64, under a key that only an open vault has. */
const lifeboat = v.strictObject({
  format: v.literal('kluis-lifeboat/1'),
  open: v.record(v.string(), v.string()),
  sealed: v.nullable(v.string()),
})
type Raft = v.InferOutput<typeof lifeboat>
/** By box: its envelope, or for what stands in the open the SHA-256 of its envelope: so the key vouches for that too. */
const cargo = v.record(v.string(), v.string())
type Cargo = v.InferOutput<typeof cargo>
type Spec = { name: string; sealedItself?: true }

const KEY = 'lifeboat'
/** What could not be opened is put there before it is written over. */
const ASIDE = 'lifeboat-aside'
const NONCE = 12

const sha256 = async (text: string) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
/** Of an envelope as we write it, without reading all of it: it may be long. */
const generationIn = (text: string | undefined): number =>
  Number(/^\{"format":"[\w/-]+","version":\d+,"generation":(\d+),/.exec(text ?? '')?.[1] ?? 0)

async function sealCargo(key: CryptoKey, boxes: Cargo): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(boxes)))
  return base64.encode(concat(iv, new Uint8Array(sealed)))
}
/** @returns undefined where this key does not open it */
async function openCargo(key: CryptoKey, sealed: string): Promise<Cargo | undefined> {
  try {
    const bytes = base64.decode(sealed)
    const iv = bytes.slice(0, NONCE)
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(NONCE))
    return v.parse(cargo, JSON.parse(new TextDecoder().decode(opened)))
  } catch {
    return undefined
  }
}

/**
 * The third copy, for a browser that may lose the first two at once (Firefox keeps both in one folder, and has neither while it
 * remembers no history). It stands where content scripts can read and write. So only what is sealed by itself stands there in the open;
 * the rest is sealed with a key of the vault, which also vouches for all of it.
 */
export function createLifeboat(place: Medium) {
  /** What each box held last in this life. */
  const held = new Map<string, { text: string; open: boolean }>()
  const turn = turns()
  let keyOf: () => Promise<CryptoKey | undefined> = async () => undefined
  let instead: { key: CryptoKey; replaces: boolean; done: Promise<unknown> } | undefined
  let changes = 0

  let seen: { text: string; raft: Raft; cargo?: Cargo } | undefined
  async function load(): Promise<Raft | undefined> {
    const text = await place.read(KEY)
    if (text === undefined) return undefined
    if (seen?.text === text) return seen.raft
    try {
      const raft = v.parse(lifeboat, JSON.parse(text))
      seen = { text, raft }
      return raft
    } catch (error) {
      throw new KluisError('vault-damaged', {}, error)
    }
  }
  const key = () => (instead ? Promise.resolve(instead.key) : keyOf())
  async function setAside(): Promise<void> {
    const text = await place.read(KEY)
    if (text !== undefined && (await place.read(ASIDE)) === undefined) await place.write(ASIDE, text)
  }

  /** What is aboard; nothing where the key does not open it, or nobody has it now. */
  async function opened(raft: Raft | undefined, key: CryptoKey | undefined): Promise<Cargo | undefined> {
    if (!key || !raft?.sealed) return undefined
    if (seen?.raft === raft && seen.cargo) return seen.cargo
    const cargo = await openCargo(key, raft.sealed)
    if (cargo && seen?.raft === raft) seen.cargo = cargo
    return cargo
  }

  /** @param key undefined: nobody has it now, and what is sealed stays as it is */
  async function put(key: CryptoKey | undefined, replaces: boolean): Promise<void> {
    const there = await load().catch(async (error: unknown) => {
      if (!(error instanceof KluisError)) throw error
      await setAside()
      return undefined
    })
    const before = await opened(there, key)
    if (key && there?.sealed && !before && !replaces) await setAside()
    const open = { ...there?.open }
    const boxes: Cargo = { ...before }
    for (const [name, { text, open: bare }] of held) {
      if (bare) {
        const claims = open[name]
        // A newer one that the key vouches for is taken in first; see `again` of a box.
        const newer = generationIn(claims) > generationIn(text)
        if (newer && (!key || boxes[name] === (await sha256(claims ?? '')))) throw new KluisError('locked')
        if (newer) await setAside()
        open[name] = text
        boxes[name] = await sha256(text)
      } else if (generationIn(boxes[name]) <= generationIn(text)) boxes[name] = text
    }
    if (there && same(open, there.open) && (!key || (before && same(boxes, before)))) return
    const next: Raft = { format: 'kluis-lifeboat/1', open, sealed: key ? await sealCargo(key, boxes) : (there?.sealed ?? null) }
    const text = JSON.stringify(next)
    await place.write(KEY, text)
    if ((await place.read(KEY)) !== text) throw new KluisError('storage-failed')
  }
  const same = (one: Cargo, other: Cargo) =>
    Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, text]) => other[name] === text)

  let waiting: Promise<void> | undefined
  /** Saves whatever was noted until it is its turn. @param bare whether it need not wait for a key */
  async function run(bare: boolean, begun: () => void): Promise<void> {
    for (;;) {
      if (!bare) await instead?.done
      const before = changes
      const mine = await key()
      if (!mine && !bare) throw new KluisError('locked')
      // A key that was replaced meanwhile would seal what nobody opens.
      const done = await turn(async () => {
        if (before !== changes) return false
        begun()
        await put(mine, instead?.replaces === true)
        return true
      })
      if (done) return
    }
  }

  return {
    /** Where the key comes from while the vault is open. */
    keyFrom(source: () => Promise<CryptoKey | undefined>): void {
      keyOf = source
    },
    /**
     * Runs work during which `key` is the one of the vault; saving anything but the vault waits for its end.
     * @param replaces whether the work puts the vault under this key: what the old one sealed comes along, and is not set aside
     */
    async withKey<T>(key: CryptoKey, replaces: boolean, work: () => Promise<T>): Promise<T> {
      if (replaces) {
        const there = await load().catch(() => undefined)
        for (const [name, text] of Object.entries((await opened(there, await keyOf())) ?? {}))
          if (there?.open[name] === undefined && !held.has(name)) held.set(name, { text, open: false })
      }
      let finish = () => {}
      instead = { key, replaces, done: new Promise((resolve) => (finish = () => resolve(undefined))) }
      changes++
      try {
        return await work()
      } finally {
        instead = undefined
        changes++
        finish()
      }
    },
    /** Remembers what a box holds, for the next time that anything is saved. */
    note(spec: Spec, text: string): void {
      held.set(spec.name, { text, open: spec.sealedItself === true })
    },
    /** Saves a box, and whatever was noted, and reads it back. @throws KluisError locked (nobody has the key now), storage-failed */
    async save(spec: Spec, text: string): Promise<void> {
      this.note(spec, text)
      if (spec.sealedItself) return run(true, () => undefined)
      // One that has not begun yet takes this along.
      waiting ??= run(false, () => {
        waiting = undefined
      }).finally(() => {
        waiting = undefined
      })
      return waiting
    },
    /** Saves whatever was noted. Does nothing while locked. */
    async saveAll(): Promise<void> {
      const mine = await key()
      if (mine) await turn(() => put(mine, false))
    },
    /**
     * The envelope of a box, and whether the key vouches for it; undefined: there is none.
     * @throws KluisError locked (there may be one, and nobody can open it now), vault-damaged
     */
    async read(name: string): Promise<{ text: string; vouched: boolean } | undefined> {
      const there = await load()
      if (!there) return undefined
      const bare = there.open[name]
      const mine = await key()
      const aboard = await opened(there, mine)
      if (bare !== undefined) return { text: bare, vouched: aboard?.[name] === (await sha256(bare)) }
      if (!there.sealed) return undefined
      if (!mine) throw new KluisError('locked')
      const text = aboard?.[name]
      return text === undefined ? undefined : { text, vouched: true }
    },
    /** The generation of a box as it is told there, whether anybody vouches for it or not; 0 for none. */
    async generationOf(name: string): Promise<number> {
      const there = await load().catch(() => undefined)
      if (!there) return 0
      return generationIn(there.open[name] ?? (await opened(there, await key()))?.[name])
    },
    async clear(): Promise<void> {
      held.clear()
      await turn(async () => {
        await place.remove(KEY)
        await place.remove(ASIDE)
      })
    },
  }
}
export type Lifeboat = ReturnType<typeof createLifeboat>
