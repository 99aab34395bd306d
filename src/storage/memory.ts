import type { ByKey, Media } from './media'

/** As a browser that keeps two copies, one that has a third (Firefox), or one that keeps that third only (without history). */
type Kind = 'two copies' | 'three copies' | 'one copy'

/** Media in memory, for tests: what a disk holds can be looked at, broken and kept while everything else restarts. */
export function memoryMedia(kind: Kind = 'two copies') {
  const disk = {
    main: new Map<string, string>(),
    second: new Map<string, string>(),
    exposed: new Map<string, string>(),
    aside: new Map<string, string>(),
    session: new Map<string, string>(),
    bytes: new Map<string, Uint8Array>(),
    keys: new Map<string, CryptoKey>(),
  }
  /** Called before every access; throwing makes that access fail. */
  const fault = { before: (_medium: string, _act: 'read' | 'write' | 'remove', _key: string): void | Promise<void> => undefined }
  const medium = (name: 'main' | 'second' | 'exposed' | 'aside' | 'session') => ({
    name,
    async read(key: string) {
      await fault.before(name, 'read', key)
      return disk[name].get(key)
    },
    async write(key: string, text: string) {
      await fault.before(name, 'write', key)
      disk[name].set(key, text)
    },
    async remove(key: string) {
      await fault.before(name, 'remove', key)
      disk[name].delete(key)
    },
  })
  const byKey = <T>(map: Map<string, T>): ByKey<T> => ({
    get: async (key) => map.get(key),
    put: async (key, value) => void map.set(key, value),
    delete: async (key) => void map.delete(key),
  })
  /** The same disk, as another kind of browser sees it. */
  const as = (kind: Kind): Media => ({
    ...(kind === 'one copy' ? {} : { main: medium('main'), second: medium('second'), aside: medium('aside') }),
    ...(kind === 'two copies' ? {} : { exposed: medium('exposed') }),
    session: medium('session'),
    bytes: byKey(disk.bytes),
    keys: byKey(disk.keys),
  })
  return { media: as(kind), as, disk, fault }
}
