import {
  type FoundKey,
  isZip,
  keptKeys,
  openBackup,
  open as openFile,
  placeOf,
  provesItself,
  publicPartOf,
  readBackup,
  readText,
  recognise,
  unpackZip,
  writeBackup,
  writeColdkey,
  writeColdkeyPub,
  writePolkadot,
  writePolkadotBatch,
} from '../keyfiles'
import { encodeAddress, fromHex, KluisError } from '../units'
import type { JobMessage, JobName, JobReply, Jobs, Outcome, RestoredKey } from './jobs'

// One job, then the page ends this worker: with it go the memory of the password's work and every byte that it read.

const scope = self as unknown as { postMessage(message: JobReply): void; onmessage: ((event: { data: JobMessage }) => void) | null }
const progress = (done: number, of: number) => scope.postMessage({ progress: { done, of } })
const utf8 = (text: string) => new TextEncoder().encode(text)

async function outcome<T>(work: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const foreseen = error instanceof KluisError ? error : new KluisError('internal')
    return { ok: false, error: { code: foreseen.code, facts: foreseen.facts } }
  }
}

const jobs: { [K in JobName]: (input: Jobs[K]['input']) => Promise<Jobs[K]['output']> } = {
  async recognise(files) {
    const results: Jobs['recognise']['output'] = []
    for (const file of files) {
      const inside = isZip(file.bytes) ? await outcome(() => unpackZip(file.bytes)) : undefined
      if (inside && !inside.ok) results.push({ file, finding: inside, place: placeOf(file.path) })
      // Locks and Ethereum keys lie beside the wallets and say nothing that a person asked.
      for (const each of inside?.ok ? inside.value : inside ? [] : [file])
        if (placeOf(each.path).part !== 'lock')
          results.push({ file: each, finding: await outcome(() => recognise(each)), place: placeOf(each.path) })
    }
    return results
  },
  async open({ files, password }) {
    const results: Jobs['open']['output'] = []
    // btcli's salt is one for all files: the work of a password is done once, however many it opens.
    const kept = keptKeys()
    try {
      for (const [i, file] of files.entries()) {
        progress(i, files.length)
        const opened = await outcome(() => openFile(file, password ?? '', kept.stretch))
        const misfit = password !== null && !opened.ok && opened.error.code === 'decrypt-failed' && i > 0
        results.push(misfit ? { ok: true, value: null } : opened)
        // The first is the one that the password was typed for: where it does not open that, it is tried on nothing else.
        if (i === 0 && !opened.ok && password !== null) return results
      }
      return results
    } finally {
      kept.close()
    }
  },
  readText: ({ text, code }) => readText(text, code ? 'qr-unknown' : 'keyfile-unknown'),
  publicPart: (secret) => publicPartOf(secret),
  async restore({ bytes, password }) {
    const backup = await openBackup(bytes, password)
    try {
      const keys = backup.accounts.map((account): RestoredKey => {
        const { id, publicKey, type, role, watch, name, note, hidden } = account
        const found: FoundKey = {
          accountId: id,
          publicKey,
          address: encodeAddress(fromHex(id)),
          type,
          secret: backup.secretOf(account),
          watch,
          name,
          role: role === 'watch' ? null : role,
          foreignPrefix: null,
        }
        return { ...found, note, hidden }
      })
      return { createdAt: backup.createdAt, keys, contacts: backup.contacts, sites: backup.sites }
    } finally {
      backup.close()
    }
  },
  async drill({ bytes, password }) {
    const backup = await openBackup(bytes, password)
    try {
      const wrong: string[] = []
      let watched = 0
      for (const [i, account] of backup.accounts.entries()) {
        if (i % 10 === 0) progress(i, backup.accounts.length)
        if (account.recordId === null) watched++
        if (!(await provesItself(backup, account))) wrong.push(account.name)
      }
      const ids = backup.accounts.map(({ id }) => id)
      return { createdAt: backup.createdAt, ids, keys: ids.length - watched, watched, wrong }
    } finally {
      backup.close()
    }
  },
  async peek(bytes) {
    const { createdAt, accounts } = readBackup(bytes)
    return { createdAt, accounts }
  },
  async polkadot({ items, password, compatible, at }) {
    const meta = (name: string) => ({ name, whenCreated: at, genesisHash: null })
    const [only] = items
    if (only && items.length === 1) return utf8(await writePolkadot(only.secret, password, { ...meta(only.name), compatible }))
    const all = items.map(({ secret, name }) => ({ secret, ...meta(name) }))
    return utf8(await writePolkadotBatch(all, password, { compatible }))
  },
  coldkey: ({ secret, password }) => writeColdkey(secret, password),
  coldkeyPub: async (part) => utf8(writeColdkeyPub(part)),
  backup: ({ records, contents, password, at }) => writeBackup(records, contents, password, at),
}

scope.onmessage = ({ data }) => {
  const work = jobs[data.name] as (input: unknown) => Promise<unknown>
  void outcome(() => work(data.input)).then((done) => scope.postMessage({ outcome: done }))
}
