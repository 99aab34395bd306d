import { afterEach, expect, test, vi } from 'vitest'
import type { JobReply } from './jobs'
import { work } from './work'

/** A worker that ends as it is told. */
function ending(how: { crash: string } | JobReply): void {
  vi.stubGlobal(
    'Worker',
    class {
      onerror: (event: { message: string; preventDefault(): void }) => void = () => undefined
      onmessage: (event: { data: JobReply }) => void = () => undefined
      postMessage(): void {
        if ('crash' in how) this.onerror({ message: how.crash, preventDefault: () => undefined })
        else this.onmessage({ data: how })
      }
      terminate(): void {}
    },
  )
}
const peek = () => work('peek', new Uint8Array()).done
const write = () => work('coldkeyPub', { accountId: '', publicKey: '', address: '', type: 'sr25519' }).done
const read = () => work('readText', { text: '', code: false }).done
afterEach(() => vi.unstubAllGlobals())

test.each(['out of memory', 'RangeError: Array buffer allocation failed', 'WebAssembly.Memory(): could not allocate memory'])(
  'a worker that dies of “%s” lacked memory',
  async (crash) => {
    ending({ crash })
    await expect(read()).rejects.toMatchObject({ code: 'too-little-memory', facts: {} })
  },
)

test('a crash that nobody explains is no lack of memory, and says of which work', async () => {
  ending({ crash: '' })
  await expect(read()).rejects.toMatchObject({ code: 'work-stopped', facts: {} })
  await expect(write()).rejects.toMatchObject({ code: 'work-stopped', facts: { job: 'write' } })
  await expect(peek()).rejects.toMatchObject({ code: 'work-stopped', facts: { job: 'test' } })
})

test('what a job foresaw comes with the job', async () => {
  ending({ outcome: { ok: false, error: { code: 'too-little-memory', facts: { why: 'x' } } } })
  await expect(write()).rejects.toMatchObject({ code: 'too-little-memory', facts: { why: 'x', job: 'write' } })
})
