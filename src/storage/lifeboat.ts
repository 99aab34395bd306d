import { base64 } from '@scure/base'
import * as v from 'valibot'
import { concat, KluisError, turns } from '../units'
import { sha256 } from './envelope'
import type { Medium } from './media'

/**
 * `alone`: made where nothing else is kept; otherwise the wallet is at home in other copies, and is only read where they are not.
 * `open`: by box, the envelope of what is sealed by itself. `sealed`: nonce and AES-256-GCM of the cargo in base64, under a key that only
 * an open vault has.
 */
const raftSchema = v.strictObject({
  format: v.literal('kluis-lifeboat/1'),
  alone: v.boolean(),
  open: v.record(v.string(), v.string()),
  sealed: v.string(),
})
type Raft = v.InferOutput<typeof raftSchema>
/** By box: its envelope, or for what stands in the open the SHA-256 of its envelope: so the key vouches for that too. */
const cargoSchema = v.record(v.string(), v.string())
type Cargo = v.InferOutput<typeof cargoSchema>
/** `sealedItself`: whose it is, by its value; null for nobody's. */
type Spec = { name: string; sealedItself?: (value: never) => string | null }

const KEY = 'lifeboat'
const NONCE = 12
/** Ten thousand accounts take eleven million characters; whoever else writes there may write more. */
const MOST = 64_000_000

/** Of an envelope as we write it, without reading all of it: it may be long. */
const generationIn = (text = ''): number => Number(/^\{"format":"[\w/-]+","version":\d+,"generation":(\d+),/.exec(text)?.[1] ?? 0)
/** Whose it is, of an envelope that anybody may have written. */
function ownerIn({ sealedItself }: Spec, text = ''): string | null {
  try {
    return sealedItself?.(JSON.parse((JSON.parse(text) as { payload: string }).payload) as never) ?? null
  } catch {
    return null
  }
}

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
    return v.parse(cargoSchema, JSON.parse(new TextDecoder().decode(opened)))
  } catch {
    return undefined
  }
}
const same = (one: Cargo, other: Cargo) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, text]) => other[name] === text)

/**
 * The third copy, for a browser that may lose the first two at once (Firefox keeps both in one folder, and has neither while it
 * remembers no history). It stands where content scripts can read and write. So only what is sealed by itself stands there in the open;
 * the rest is sealed with a key of the vault, which also vouches for all of it. Nothing is written there without that key.
 * @param place fails with storage-failed only
 * @param alone whether nothing else is kept here
 * @param foreign told when there is somebody else's vault: it is left as it is
 */
export function createLifeboat(place: Medium, alone: boolean, foreign: () => void) {
  /** What each box held last in this life. */
  const held = new Map<string, { spec: Spec; text: string }>()
  const turn = turns()
  let keyOf: () => Promise<CryptoKey | undefined> = async () => undefined
  /** Keys in hand, the last one first: those of works that are under way. `old`: the one that it replaces. */
  type InHand = { key: CryptoKey; old: CryptoKey | undefined; done: Promise<unknown> }
  const inHand: InHand[] = []
  let changes = 0
  /** Rises with every wipe: what was to be saved before it is not saved after it. */
  let era = 0
  let seen: { text: string; raft: Raft; cargo?: Cargo } | undefined

  /** @throws KluisError vault-damaged */
  async function load(): Promise<Raft | undefined> {
    const text = await place.read(KEY)
    if (text === undefined) return undefined
    if (seen?.text === text) return seen.raft
    try {
      if (text.length > MOST) throw new Error('too long')
      const raft = v.parse(raftSchema, JSON.parse(text))
      seen = { text, raft }
      return raft
    } catch (error) {
      throw new KluisError('vault-damaged', {}, error)
    }
  }
  async function keep(raft: Raft): Promise<void> {
    const text = JSON.stringify(raft)
    await place.write(KEY, text)
    if ((await place.read(KEY)) !== text) throw new KluisError('storage-failed')
  }
  const key = () => (inHand[0] ? Promise.resolve(inHand[0].key) : keyOf())
  /** What is aboard; nothing where the key does not open it. */
  async function opened(raft: Raft | undefined, key: CryptoKey | undefined): Promise<Cargo | undefined> {
    if (!key || !raft) return undefined
    if (seen?.raft === raft && seen.cargo) return seen.cargo
    const cargo = await openCargo(key, raft.sealed)
    if (cargo && seen?.raft === raft) seen.cargo = cargo
    return cargo
  }

  async function put(key: CryptoKey, old: CryptoKey | undefined): Promise<void> {
    // Without the vault it is nobody's.
    if (![...held.values()].some(({ spec }) => spec.sealedItself)) throw new KluisError('storage-failed')
    const there = await load().catch((error: unknown) => {
      // What is no lifeboat is written over: the wallet is in other copies, or could not have been changed.
      if (error instanceof KluisError && error.code === 'vault-damaged') return undefined
      throw error
    })
    const before = (await opened(there, key)) ?? (await opened(there, old))
    const open: Record<string, string> = {}
    const boxes: Cargo = { ...before }
    for (const [name, { spec, text }] of held) {
      if (!spec.sealedItself) {
        if (generationIn(boxes[name]) <= generationIn(text)) boxes[name] = text
        continue
      }
      const claim = there?.open[name]
      const owner = ownerIn(spec, claim)
      if (owner !== null && owner !== ownerIn(spec, text)) {
        foreign()
        throw new KluisError('storage-failed')
      }
      // A newer one that the key vouches for is taken in first; see `again` of a box.
      if (claim !== undefined && generationIn(claim) > generationIn(text) && before?.[name] === (await sha256(claim)))
        throw new KluisError('storage-failed')
      open[name] = text
      boxes[name] = await sha256(text)
    }
    const home = alone && (there?.alone ?? true)
    if (there && !old && before && there.alone === home && same(open, there.open) && same(boxes, before)) return
    await keep({ format: 'kluis-lifeboat/1', alone: home, open, sealed: await sealCargo(key, boxes) })
  }

  let waiting: Promise<void> | undefined
  /** Saves whatever was noted, when it is its turn. @param bare whether it need not wait for a key that is being replaced */
  async function run(bare: boolean, begun: () => void): Promise<void> {
    const mine = era
    for (;;) {
      const replaced = inHand.find(({ old }) => old)
      if (!bare && replaced) await replaced.done
      const before = changes
      const found = await key()
      if (!found) throw new KluisError('locked')
      const done = await turn(async () => {
        if (mine !== era) throw new KluisError('storage-failed')
        // A key that was replaced meanwhile would seal what nobody opens.
        if (before !== changes) return false
        begun()
        await put(found, inHand[0]?.old)
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
     * Runs work that has a key of the vault in hand, whatever becomes of the session meanwhile.
     * @param old the key that the work replaces: what that one sealed comes along, and saving anything but the vault waits for its end
     */
    async withKey<T>(key: CryptoKey, old: CryptoKey | undefined, work: () => Promise<T>): Promise<T> {
      let finish = () => {}
      const done = new Promise<void>((resolve) => {
        finish = resolve
      })
      const mine = { key, old, done }
      inHand.unshift(mine)
      changes++
      try {
        return await work()
      } finally {
        inHand.splice(inHand.indexOf(mine), 1)
        changes++
        finish()
      }
    },
    /** Remembers what a box holds, for the next time that anything is saved. */
    note(spec: Spec, text: string): void {
      held.set(spec.name, { spec, text })
    },
    /** Saves a box, and whatever was noted, and reads it back. @throws KluisError locked (nobody has the key now), storage-failed */
    async save(spec: Spec, text: string): Promise<void> {
      held.set(spec.name, { spec, text })
      if (spec.sealedItself) return run(true, () => undefined)
      // One that has not begun yet takes this along.
      waiting ??= run(false, () => {
        waiting = undefined
      }).finally(() => {
        waiting = undefined
      })
      return waiting
    },
    /** Saves whatever was noted. @throws the same */
    saveAll: () => run(false, () => undefined),
    /**
     * The envelope of a box, and whether the key vouches for it; undefined: there is none.
     * @throws KluisError locked (there may be one, and nobody can open it now), vault-damaged
     */
    async read(spec: Spec): Promise<{ text: string; vouched: boolean } | undefined> {
      const there = await load()
      if (!there) return undefined
      const mine = await key()
      const aboard = await opened(there, mine)
      if (spec.sealedItself) {
        const text = there.open[spec.name]
        // There is none without an owner: an empty one was made by somebody else, and is no new wallet.
        if (text === undefined || ownerIn(spec, text) === null) throw new KluisError('vault-damaged')
        return { text, vouched: aboard?.[spec.name] === (await sha256(text)) }
      }
      if (!mine) throw new KluisError('locked')
      const text = aboard?.[spec.name]
      return text === undefined ? undefined : { text, vouched: true }
    },
    /** Whether this wallet is at home in copies that are not kept here: then it is only read. @throws KluisError vault-damaged */
    visiting: async (): Promise<boolean> => alone && (await load())?.alone === false,
    /** Says that the wallet is at home in other copies from now on. @throws KluisError storage-failed */
    comeHome: (): Promise<void> =>
      turn(async () => {
        const there = await load()
        if (there?.alone) await keep({ ...there, alone: false })
      }),
    /** After everything else was cleared: what is still to be saved then, is not saved. */
    async clear(): Promise<void> {
      era++
      waiting = undefined
      await turn(async () => {
        held.clear()
        await place.remove(KEY)
      })
    },
  }
}
export type Lifeboat = ReturnType<typeof createLifeboat>
