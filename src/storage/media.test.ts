import { IDBDatabase, IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import type { Browser } from '../platform/browser'
import { browserMedia, indexedStore, type Medium } from './media'

test('IndexedDB keeps texts, bytes and keys apart, and after a restart', async () => {
  const factory = new IDBFactory()
  const before = indexedStore(factory)
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await before.main.write('a', 'text')
  await before.bytes.put('a', Uint8Array.of(1, 2, 3))
  await before.keys.put('a', key)
  const after = indexedStore(factory)
  expect(await after.main.read('a')).toBe('text')
  expect(await after.bytes.get('a')).toEqual(Uint8Array.of(1, 2, 3))
  expect(await after.keys.get('a')).toMatchObject({ extractable: false, type: 'secret' })
  await after.main.remove('a')
  expect(await before.main.read('a')).toBeUndefined()
  expect(await before.bytes.get('a')).toBeDefined()
  await after.bytes.delete('a')
  await after.keys.delete('a')
  expect(await before.bytes.get('a')).toBeUndefined()
  expect(await before.keys.get('a')).toBeUndefined()
  // Nothing to remove is no failure.
  await after.main.remove('a')
})

test('every transaction asks for strict durability', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const { main } = indexedStore(new IDBFactory())
  await main.write('a', 'text')
  await main.read('a')
  expect(transaction.mock.calls.filter(([, mode]) => mode !== 'versionchange')).toEqual([
    ['boxes', 'readwrite', { durability: 'strict' }],
    ['boxes', 'readonly', { durability: 'strict' }],
  ])
})

test('a write that was taken back is a failure, even if its request had succeeded', async () => {
  const { main } = indexedStore(new IDBFactory())
  await main.write('a', 'old')
  const real = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const begun = real.apply(this, args)
    if (args[1] === 'readwrite') {
      const store = begun.objectStore('boxes')
      vi.spyOn(begun, 'objectStore').mockReturnValue(store)
      const put = store.put.bind(store)
      store.put = (...given) => {
        const request = put(...given)
        request.addEventListener('success', () => begun.abort())
        return request
      }
    }
    return begun
  })
  await expect(main.write('a', 'new')).rejects.toBeDefined()
  expect(await main.read('a')).toBe('old')
})

test('a database that does not open is a failure, and is tried again at the next call', async () => {
  const factory = new IDBFactory()
  const store = indexedStore(factory)
  const opening = vi.spyOn(factory, 'open').mockImplementationOnce(() => {
    throw new DOMException('no storage here', 'InvalidStateError')
  })
  await expect(store.main.read('a')).rejects.toThrow('no storage here')
  await store.main.write('a', 'text')
  await store.main.read('a')
  expect(opening).toHaveBeenCalledTimes(2)
})

test('a database of a newer make is refused, and nothing in it is touched', async () => {
  const factory = new IDBFactory()
  await new Promise((resolve) => {
    const request = factory.open('kluis', 2)
    request.onupgradeneeded = () => request.result.createObjectStore('boxes').put('kept', 'a')
    request.onsuccess = () => resolve(request.result.close())
  })
  await expect(indexedStore(factory).main.read('a')).rejects.toMatchObject({ name: 'VersionError' })
  await expect(indexedStore(factory).main.write('a', 'x')).rejects.toMatchObject({ name: 'VersionError' })
})

test('a database that the browser closed is opened again', async () => {
  const factory = new IDBFactory()
  const opening = vi.spyOn(factory, 'open')
  const { main } = indexedStore(factory)
  await main.write('a', 'text')
  const request = opening.mock.results[0]?.value as IDBOpenDBRequest
  request.result.close()
  request.result.onclose?.(new Event('close'))
  expect(await main.read('a')).toBe('text')
  expect(opening).toHaveBeenCalledTimes(2)
})

/** storage.local and storage.session of a browser, with a record of what was called in which order. */
function fakeBrowser(closes: 'yes' | 'no' | 'fails') {
  const calls: string[] = []
  const kept = new Map<string, unknown>()
  const area = (name: string) => ({
    get: async (key: string) => (kept.has(`${name} ${key}`) ? { [key]: kept.get(`${name} ${key}`) } : {}),
    set: async (given: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(given)) {
        calls.push(`${name} set ${key}`)
        kept.set(`${name} ${key}`, value)
      }
    },
    remove: async (key: string) => void kept.delete(`${name} ${key}`),
    ...(closes === 'no'
      ? {}
      : {
          setAccessLevel: async ({ accessLevel }: { accessLevel: string }) => {
            await new Promise((resolve) => setTimeout(resolve, 1))
            if (closes === 'fails' && name === 'local') throw new Error('cannot close')
            calls.push(`${name} ${accessLevel}`)
          },
        }),
  })
  return { browser: { storage: { local: area('local'), session: area('session') } } as unknown as Browser, calls, kept }
}
/** A private file system that keeps what was written when the file is closed, as browsers do. */
function fakeFiles() {
  const files = new Map<string, string>()
  const absent = () => {
    throw new DOMException('no such file', 'NotFoundError')
  }
  const directory = {
    getFileHandle: async (name: string, { create }: { create: boolean }) => {
      if (!files.has(name)) create ? files.set(name, '') : absent()
      return {
        getFile: async () => ({ text: async () => files.get(name) }),
        createWritable: async () => {
          const written: string[] = []
          return { write: async (text: string) => void written.push(text), close: async () => void files.set(name, written.join('')) }
        },
      }
    },
    removeEntry: async (name: string) => void (files.delete(name) || absent()),
  }
  return { files, manager: { getDirectory: async () => directory } as unknown as StorageManager }
}
/** Those of a browser that keeps two copies. */
const mediaOf = (browser: Browser, manager: StorageManager) =>
  browserMedia(browser, new IDBFactory(), manager) as ReturnType<typeof browserMedia> & { second: Medium }
const works = async (medium: Medium | undefined) => {
  if (!medium) throw new Error('it is not there')
  expect(await medium.read('a/1')).toBeUndefined()
  await medium.write('a/1', 'one')
  await medium.write('a/1', 'two')
  await medium.write('a/2', 'other')
  expect(await medium.read('a/1')).toBe('two')
  await medium.remove('a/1')
  expect(await medium.read('a/1')).toBeUndefined()
  await medium.remove('a/1')
  expect(await medium.read('a/2')).toBe('other')
}

test('where storage.local can be closed to content scripts it holds the second copy, and nothing before it is closed', async () => {
  const { browser, calls } = fakeBrowser('yes')
  const { files, manager } = fakeFiles()
  const { second, session } = mediaOf(browser, manager)
  await second.write('vault', 'text')
  expect(calls.filter((each) => each.startsWith('local'))).toEqual(['local TRUSTED_CONTEXTS', 'local set new-log', 'local set vault'])
  await vi.waitFor(() => expect(calls).toContain('session TRUSTED_CONTEXTS'))
  await second.remove('vault')
  await works(second)
  await works(session)
  expect(files.size).toBe(0)
})

test('a new log is begun once per start of the browser, before anything is written, and once more after a write that failed', async () => {
  const { browser, calls, kept } = fakeBrowser('yes')
  const written = () => calls.splice(0).filter((each) => each.startsWith('local set'))
  const life = () => mediaOf(browser, fakeFiles().manager).second
  const first = life()
  await Promise.all([first.write('vault', 'text'), first.write('sites', 'text')])
  expect(written()).toEqual(['local set new-log', 'local set vault', 'local set sites'])
  await life().write('vault', 'text')
  expect(written()).toEqual(['local set vault'])
  const set = vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error('full'))
  const later = life()
  await expect(later.write('vault', 'text')).rejects.toThrow('full')
  await later.write('vault', 'text')
  expect(written()).toEqual(['local set new-log', 'local set vault'])
  expect([...kept.keys()]).not.toContain('local new-log')
  // Where none can be begun the writes tell what is wrong.
  set.mockRejectedValue(new Error('full'))
  for (const key of [...kept.keys()]) if (key.startsWith('session')) kept.delete(key)
  await expect(life().write('vault', 'text')).rejects.toThrow('full')
})

test('where it could not be closed nothing is written there', async () => {
  const { browser, kept } = fakeBrowser('fails')
  const { second } = mediaOf(browser, fakeFiles().manager)
  await expect(second.write('vault', 'text')).rejects.toThrow('cannot close')
  expect(kept.size).toBe(0)
})

test('where it cannot be closed at all a private file holds the second copy', async () => {
  const { browser, calls } = fakeBrowser('no')
  const { files, manager } = fakeFiles()
  const { second } = mediaOf(browser, manager)
  await works(second)
  expect([...files]).toEqual([['a%2F2.json', 'other']])
  expect(calls).toEqual([])
})

test('a private file that cannot be read is a failure, and no empty one', async () => {
  const { browser } = fakeBrowser('no')
  const manager = {
    getDirectory: async () => {
      throw new DOMException('not now', 'SecurityError')
    },
  } as unknown as StorageManager
  const { second } = mediaOf(browser, manager)
  await expect(second.read('vault')).rejects.toThrow('not now')
  await expect(second.remove('vault')).rejects.toThrow('not now')
})

test('a database that cannot be opened: keys and bytes live in memory for this life, and are looked for again in the next', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const { browser } = fakeBrowser('yes')
    const factory = new IDBFactory()
    const opening = vi.spyOn(factory, 'open').mockImplementation(() => {
      throw new DOMException('no storage here', 'UnknownError')
    })
    const { keys, bytes, main } = browserMedia(browser, factory, fakeFiles().manager)
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    const work = Promise.all([keys.put('a', key), bytes.put('a', Uint8Array.of(1))])
    await vi.advanceTimersByTimeAsync(2_000)
    await work
    expect([await keys.get('a'), await bytes.get('a')]).toEqual([key, Uint8Array.of(1)])
    await expect(main?.read('vault/1')).rejects.toThrow('no storage here')
    opening.mockRestore()
    // For this life it stays where it is: half here and half there would be neither.
    expect(await keys.get('a')).toBe(key)
    expect(await browserMedia(browser, factory, fakeFiles().manager).keys.get('a')).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})

test('a database that takes its time is waited for, and nothing stands in for it', async () => {
  const { browser } = fakeBrowser('yes')
  const factory = new IDBFactory()
  const { open } = factory
  vi.spyOn(factory, 'open').mockImplementation((...given) => {
    const request = open.apply(factory, given)
    const late = new Proxy(request, {
      set: (target, name, told) =>
        Reflect.set(target, name, name === 'onsuccess' ? (event: Event) => setTimeout(() => told(event), 100) : told),
      get: (target, name) => Reflect.get(target, name) as unknown,
    })
    return late
  })
  const { bytes, main } = browserMedia(browser, factory, fakeFiles().manager)
  await Promise.all([bytes.put('a', Uint8Array.of(1)), main?.write('settings/1', 'text')])
  expect([await bytes.get('a'), await main?.read('settings/1')]).toEqual([Uint8Array.of(1), 'text'])
  expect(await browserMedia(browser, factory, fakeFiles().manager).bytes.get('a')).toEqual(Uint8Array.of(1))
})

test('a Firefox that remembers no history keeps the exposed copy only', async () => {
  const { browser } = fakeBrowser('no')
  const { files, manager } = fakeFiles()
  const { main, second, exposed } = browserMedia(
    Object.assign(browser, { extension: { inIncognitoContext: true } }),
    new IDBFactory(),
    manager,
  )
  expect([main, second]).toEqual([undefined, undefined])
  await works(exposed)
  expect(files.size).toBe(0)
})
