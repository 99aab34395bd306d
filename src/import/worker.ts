import {
  openBackup,
  publicPartOf,
  readBackup,
  readText,
  recognise,
  wipe,
  writeBackup,
  writeColdkey,
  writeColdkeyPub,
  writePolkadot,
  writePolkadotBatch,
} from '../keyfiles'
import { KluisError } from '../units'
import type { JobMessage, JobName, JobReply, Jobs } from './jobs'
import { openAll } from './opening'
import { outcomeOf } from './outcome'
import { recogniseAll } from './recognising'
import { drilled, restored } from './restore'

// One job, then the page ends this worker: with it go the memory of the password's work and every byte that it read.

const scope = self as unknown as { postMessage(message: JobReply): void; onmessage: ((event: { data: JobMessage }) => void) | null }
const utf8 = (text: string) => new TextEncoder().encode(text)
const SPOKEN_MS = 100
let toldAt = Number.NEGATIVE_INFINITY
/** Says how far a job is: often enough to be seen, and no oftener. */
const progress = (done: number, of: number) => {
  if (done < of && performance.now() - toldAt < SPOKEN_MS) return
  toldAt = performance.now()
  scope.postMessage({ progress: { done, of } })
}

const jobs: { [K in JobName]: (input: Jobs[K]['input']) => Promise<Jobs[K]['output']> } = {
  recognise: ({ files, inside }) => recogniseAll(files, inside),
  open: ({ files, password }) => openAll(files, password, progress),
  readText: ({ text, code, beside }) => readText(text, code ? 'qr-unknown' : 'keyfile-unknown', beside),
  publicPart: (secret) => publicPartOf(secret),
  async restore({ bytes, password }) {
    const backup = await openBackup(bytes, password)
    try {
      return await restored(backup, progress)
    } finally {
      backup.close()
    }
  },
  async drill({ bytes, password }) {
    const backup = await openBackup(bytes, password)
    try {
      return await drilled(backup, progress)
    } finally {
      backup.close()
    }
  },
  async peek(bytes) {
    // Told as where keys come in: what is a backup here is one there.
    if (recognise({ path: '', bytes }).format !== 'kluis-backup') throw new KluisError('format-unsupported')
    const { createdAt, accounts } = readBackup(bytes)
    return { createdAt, accounts }
  },
  async polkadot({ items, password, compatible, at }) {
    const meta = (name: string) => ({ name, whenCreated: at, genesisHash: null })
    const [only] = items
    try {
      if (only && items.length === 1) return utf8(await writePolkadot(only.secret, password, { ...meta(only.name), compatible }))
      const all = items.map(({ secret, name }) => ({ secret, ...meta(name) }))
      return utf8(await writePolkadotBatch(all, password, { compatible }))
    } finally {
      for (const { secret } of items) wipe(secret)
    }
  },
  async coldkey({ secret, password }) {
    try {
      return await writeColdkey(secret, password)
    } finally {
      wipe(secret)
    }
  },
  coldkeyPub: async (part) => utf8(writeColdkeyPub(part)),
  async backup({ records, contents, password, at }) {
    try {
      return await writeBackup(records, contents, password, at, progress)
    } finally {
      for (const { payload } of records) payload.fill(0)
    }
  },
}

scope.onmessage = ({ data }) => {
  const work = jobs[data.name] as (input: unknown) => Promise<unknown>
  void outcomeOf(() => work(data.input)).then((outcome) => scope.postMessage({ outcome }))
}
