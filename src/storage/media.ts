import type { Browser } from '../platform/browser'

/** A place that keeps JSON texts by key. Every call may fail; a failure is never "empty". */
export type Medium = {
  readonly name: string
  read(key: string): Promise<string | undefined>
  write(key: string, text: string): Promise<void>
  remove(key: string): Promise<void>
}
/** Where a browser keeps things: see browserMedia. */
export type Media = {
  /** IndexedDB: the home of everything that stays. Not there where the browser keeps none for us. */
  main?: Medium
  /** The second copy of what must not be lost. */
  second?: Medium
  /** A third one, where content scripts can read and write: see lifeboat.ts. */
  exposed?: Medium
  /** A third one for a few numbers: what one of the first two was written without the other. */
  aside?: Medium
  /** Memory that outlives the background and dies with the browser. */
  session: Medium
  /** Bytes that can be fetched again, and keys that cannot be exported: in memory while IndexedDB is out of reach. */
  bytes: ByKey<Uint8Array>
  keys: ByKey<CryptoKey>
}
export type ByKey<T> = {
  get(key: string): Promise<T | undefined>
  put(key: string, value: T): Promise<void>
  delete(key: string): Promise<void>
}

const STORES = ['boxes', 'bytes', 'keys'] as const

/** IndexedDB with strict durability: a transaction that reports success is on the disk. */
export function indexedStore(factory: IDBFactory, name = 'kluis') {
  let opened: Promise<IDBDatabase> | undefined
  const open = () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory.open(name, 1)
      request.onupgradeneeded = () => {
        for (const store of STORES) request.result.createObjectStore(store)
      }
      request.onsuccess = () => {
        request.result.onclose = () => {
          opened = undefined
        }
        resolve(request.result)
      }
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(new Error('blocked'))
    })
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
  async function run<T>(
    store: (typeof STORES)[number],
    mode: IDBTransactionMode,
    act: (objects: IDBObjectStore) => IDBRequest,
  ): Promise<T> {
    const database = await open()
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: 'strict' })
      const request = act(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result as T)
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
    })
  }
  const byKey = <T>(store: (typeof STORES)[number]): ByKey<T> => ({
    get: (key) => run(store, 'readonly', (objects) => objects.get(key)),
    put: (key, value) => run(store, 'readwrite', (objects) => objects.put(value, key)),
    delete: (key) => run(store, 'readwrite', (objects) => objects.delete(key)),
  })
  const boxes = byKey<string>('boxes')
  const main: Medium = { name: 'indexeddb', read: boxes.get, write: boxes.put, remove: boxes.delete }
  return { open, main, bytes: byKey<Uint8Array>('bytes'), keys: byKey<CryptoKey>('keys') }
}

function areaMedium(name: string, area: Browser['storage']['local']): Medium {
  return {
    name,
    read: async (key) => (await area.get(key))[key] as string | undefined,
    write: (key, text) => area.set({ [key]: text }),
    remove: (key) => area.remove(key),
  }
}

/** How often, and how long apart, a database is tried before it counts as out of reach for this life. */
const TRIES = 3
const PAUSE = 1_000

/** Whether a database opens at all, looked at once per life. One that takes its time is waited for: after a crash it may be long. */
function reach(open: () => Promise<unknown>): () => Promise<boolean> {
  let known: Promise<boolean> | undefined
  const opens = () =>
    open().then(
      () => true,
      () => false,
    )
  async function look(): Promise<boolean> {
    for (let n = 1; n <= TRIES; n++) {
      if (await opens()) return true
      if (n < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
    return false
  }
  return () => {
    known ??= look()
    return known
  }
}
const eitherByKey = <T>(reachable: () => Promise<boolean>, place: ByKey<T>): ByKey<T> => {
  const other = new Map<string, T>()
  return {
    get: async (key) => ((await reachable()) ? place.get(key) : other.get(key)),
    put: async (key, value) => ((await reachable()) ? place.put(key, value) : void other.set(key, value)),
    delete: async (key) => ((await reachable()) ? place.delete(key) : void other.delete(key)),
  }
}

/** One private file per key. Firefox cannot keep content scripts out of storage.local, but no page can reach this. */
function fileMedium(storage: StorageManager): Medium {
  const file = async (key: string, create: boolean) =>
    (await storage.getDirectory()).getFileHandle(`${encodeURIComponent(key)}.json`, { create })
  const absent = (error: unknown) => {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
  return {
    name: 'file',
    async read(key) {
      const handle = await file(key, false).catch(absent)
      return handle && (await handle.getFile()).text()
    },
    async write(key, text) {
      const writable = await (await file(key, true)).createWritable()
      await writable.write(text)
      await writable.close()
    },
    async remove(key) {
      await (await storage.getDirectory()).removeEntry(`${encodeURIComponent(key)}.json`).catch(absent)
    },
  }
}

const NEW_LOG = 'new-log'
/**
 * Chromium's LevelDB writes on behind a torn end of its log, and drops what stands there at the next start, in both copies alike. More
 * than its memory holds makes it begin a new log. Once per start of the browser, before anything is written; a failure is told by the writes.
 */
async function beginNewLog(local: Browser['storage']['local'], session: Browser['storage']['session']): Promise<void> {
  if ((await session.get(NEW_LOG))[NEW_LOG]) return
  await local.set({ [NEW_LOG]: '0'.repeat(4_500_000) })
  await local.remove(NEW_LOG)
  await session.set({ [NEW_LOG]: true })
}

type Restricted = { setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> }

/**
 * The media of this browser. Where storage.local can be closed to content scripts (Chromium) it holds the second copy, elsewhere (Firefox)
 * a private file does, and a third one stands exposed. A Firefox that remembers no history keeps that third one only. The access levels
 * are set before anything is stored.
 */
export function browserMedia(browser: Browser, factory: IDBFactory, manager: StorageManager): Media {
  const local = browser.storage.local as Browser['storage']['local'] & Restricted
  const area = browser.storage.session as Browser['storage']['session'] & Restricted
  const closed = local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
  let begun: Promise<void> | undefined
  void area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
  const inLocal = areaMedium('storage.local', local)
  const session = areaMedium('storage.session', area)
  const afterClosing: Medium = {
    ...inLocal,
    write: async (key, text) => {
      await closed
      begun ??= beginNewLog(local, area).catch(() => undefined)
      await begun
      await inLocal.write(key, text).catch(async (error: unknown) => {
        // What failed may stand there in part: the next write begins another log.
        begun = undefined
        await area.remove(NEW_LOG).catch(() => undefined)
        throw error
      })
    },
  }
  const none = !closed && browser.extension?.inIncognitoContext === true
  const { open, main, bytes, keys } = indexedStore(factory)
  const reachable = none ? async () => false : reach(open)
  const rest = { session, bytes: eitherByKey(reachable, bytes), keys: eitherByKey(reachable, keys) }
  if (closed) return { main, second: afterClosing, aside: fileMedium(manager), ...rest }
  return none ? { exposed: inLocal, ...rest } : { main, second: fileMedium(manager), exposed: inLocal, aside: inLocal, ...rest }
}
