import { KluisError } from '../units'
import type { JobName, JobReply, Jobs } from './jobs'

/** Work under way: its answer, and how to stop it. */
export type Work<T> = { done: Promise<T>; cancel(): void }

/** What a job is for: its failure is told in other words while a file is written or a backup tested. */
const purpose: Partial<Record<JobName, 'write' | 'test'>> = {
  polkadot: 'write',
  coldkey: 'write',
  coldkeyPub: 'write',
  backup: 'write',
  drill: 'test',
  peek: 'test',
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Has the worker do one job; one at a time, because each may take half a gigabyte. It ends with the job, and gives its memory back.
 * @param told how much of how much is done
 * @returns `done` rejects with KluisError: what the job foresaw, cancelled, too-little-memory {job} and
 * work-stopped {job} (the worker died)
 */
export function work<K extends JobName>(
  name: K,
  input: Jobs[K]['input'],
  told: (progress: { done: number; of: number }) => void = () => undefined,
): Work<Jobs[K]['output']> {
  let stop: () => void = () => undefined
  let cancelled = false
  const run = async () => {
    if (cancelled) throw new KluisError('cancelled')
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    try {
      return await new Promise<Jobs[K]['output']>((resolve, reject) => {
        stop = () => reject(new KluisError('cancelled'))
        const job = purpose[name]
        const facts = job ? { job } : {}
        worker.onerror = (event) => {
          event.preventDefault()
          // Each browser says it in other words.
          reject(new KluisError(/memory|alloc/i.test(event.message ?? '') ? 'too-little-memory' : 'work-stopped', facts))
        }
        worker.onmessageerror = () => reject(new KluisError('internal'))
        worker.onmessage = ({ data }: { data: JobReply }) => {
          if ('progress' in data) return told(data.progress)
          const { outcome } = data
          if (outcome.ok) resolve(outcome.value as Jobs[K]['output'])
          else reject(new KluisError(outcome.error.code, { ...outcome.error.facts, ...facts }))
        }
        worker.postMessage({ name, input })
      })
    } finally {
      worker.terminate()
    }
  }
  const done = last.then(run, run)
  last = done.catch(() => undefined)
  return {
    done,
    cancel() {
      cancelled = true
      stop()
    },
  }
}
