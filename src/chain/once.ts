import type { Live } from './live'
import type { Runtime } from './metadata'
import { FEES, readBestHead, readValues } from './reads'
import type { Rpc } from './rpc'

type Kept = Map<string, Promise<unknown>>
/** What was asked about a block, by the question or the key. `next`: keys of the question that is about to be put, and what it will tell. */
type About = { hash: string; answers: Kept; next: { keys: string[]; told: ReturnType<typeof readValues> } | undefined }
/** Of the newest block that was asked about over a link. */
const abouts = new WeakMap<Rpc, About>()
/** What bytes cost: it changes with the runtime only, for the multiplier of fees is constant (chain.md 2.3). */
const fees = new WeakMap<Runtime, Kept>()

/**
 * The link as of its newest block, for all that an estimate is made of. A block does not change: nothing is asked about it twice, whoever asks,
 * and what of its storage is wanted in one moment is one question. What failed is asked again. For what is signed no fee is kept.
 * @throws KluisError offline, node-lied
 */
export async function atNewest(live: Live): Promise<{ live: Live; hash: string }> {
  const { rpc, runtime } = live
  const head = await readBestHead(live)
  const { hash } = head
  const known = abouts.get(rpc)
  const about = known?.hash === hash ? known : { hash, answers: new Map(), next: undefined }
  abouts.set(rpc, about)
  const costs: Kept = fees.get(runtime) ?? new Map()
  fees.set(runtime, costs)
  const call: Rpc['call'] = async (method, params) => {
    const [what, at] = [params[0], params.at(-1)]
    if (method === 'state_queryStorageAt' && at === hash) return storage(rpc, about, what as string[])
    const all = at === hash ? about.answers : method === 'state_call' && String(what).startsWith(FEES) ? costs : undefined
    const ask = () => rpc.call(method, params)
    return all ? keep(all, JSON.stringify([method, params]), ask) : ask()
  }
  return { live: { ...live, rpc: { ...rpc, call }, head: () => head }, hash }
}

/** What was asked before; else it is asked, and kept until it fails. */
function keep(all: Kept, key: string, ask: () => Promise<unknown>): Promise<unknown> {
  const known = all.get(key)
  if (known) return known
  const asked = ask()
  all.set(key, asked)
  asked.catch(() => all.delete(key))
  return asked
}

/** Answers as a node does, of what is known and of one question about all else. */
async function storage(rpc: Rpc, about: About, keys: readonly string[]): Promise<unknown> {
  const told = async (key: string) => (await together(rpc, about, key)).get(key)
  const changes = await Promise.all(keys.map(async (key) => [key, await keep(about.answers, key, () => told(key))]))
  return [{ block: about.hash, changes }]
}
function together(rpc: Rpc, about: About, key: string): ReturnType<typeof readValues> {
  const ask = async (keys: string[]) => {
    // A few turns: whoever needs no other answer first has said by then what is wanted.
    for (let turn = 0; turn < 4; turn++) await undefined
    about.next = undefined
    return readValues({ rpc }, about.hash, keys)
  }
  if (!about.next) {
    const keys: string[] = []
    about.next = { keys, told: ask(keys) }
  }
  about.next.keys.push(key)
  return about.next.told
}
