import { change, pending, type Status } from '../activity'
import { existentialDeposit, follow, type Progress, readBalances } from '../chain'
import { see } from '../history'
import { coalesced } from './coalesced'
import type { Notifier } from './notifier'
import { createReceiver } from './receiver'
import { FIRST } from './views'
import type { Wallet } from './wallet'

/** How often balances are read again while blocks come faster than a person can look, in milliseconds. */
const PACE = 400
/** Beyond the first of the list, how many accounts' balances are kept fresh: some screens full of rows. */
const MOST_ASKED = 200

/**
 * Keeps what the wallet knows of the chain fresh: balances of the accounts that are shown, and what became of transactions that are under way.
 * `look` is called at every new block and by alarm; calls while one runs are answered by one more run.
 */
export function createFollower(wallet: Wallet, changed: () => Promise<void>, notifier?: Notifier) {
  let deposit: bigint | null = null
  let last = 0
  const received = createReceiver(wallet, notifier?.received)
  /** What pages showed last of a long list, the newest at the end. */
  let asked: string[] = []

  async function balances(): Promise<void> {
    const live = await wallet.chain.ready(1)
    deposit = existentialDeposit(live)
    const { list, chosen } = await wallet.accounts.read()
    const here = new Set(list.map(({ id }) => id))
    const wanted = new Set([...list.slice(0, FIRST).map(({ id }) => id), ...(chosen ? [chosen] : []), ...asked])
    const { network } = await wallet.settings.read()
    const read = await readBalances(
      live,
      [...wanted].filter((id) => here.has(id)),
    )
    const text = ({ free, reserved, frozen }: { free: bigint; reserved: bigint; frozen: bigint }) => ({
      free: free.toString(),
      reserved: reserved.toString(),
      frozen: frozen.toString(),
    })
    const byAccount = Object.fromEntries([...read.byAccount].map(([id, each]) => [id, text(each)]))
    await wallet.history.write((history) =>
      see(history, network, { genesisHash: live.genesisHash, block: read.block, at: wallet.now(), byAccount }),
    )
  }

  async function transactions(): Promise<void> {
    const live = await wallet.chain.ready(1)
    for (const entry of pending(await wallet.activity.read())) {
      if (entry.genesisHash !== live.genesisHash) continue
      const progress = await follow(live, entry, entry.cursor)
      const status = statusOf(progress, entry.status)
      await wallet.activity.write((activity) =>
        change(activity, entry.id, {
          status,
          cursor: progress.cursor,
          fee: progress.found?.fee ?? entry.fee,
          extrinsic: progress.found && { block: progress.found.block, index: progress.found.index },
        }),
      )
      notifier?.ended({ ...entry, status })
    }
  }

  async function round(): Promise<void> {
    const wait = last + PACE - Date.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    last = Date.now()
    await balances()
    await transactions()
    await received()
    await changed()
  }

  return {
    // A node that fails in the middle is looked at again at the next block; what was known stays.
    look: coalesced(() => round().catch(() => undefined)),
    existentialDeposit: () => deposit,
    /** A page shows these now: their balances are read from the next look on. @returns whether one is new */
    lookAt(ids: readonly string[]): boolean {
      const fresh = ids.some((id) => !asked.includes(id))
      const now = new Set(ids)
      asked = [...asked.filter((id) => !now.has(id)), ...ids].slice(-MOST_ASKED)
      return fresh
    },
  }
}

function statusOf({ outcome, found }: Progress, before: Status): Status {
  if (outcome === 'lost') return { phase: 'lost' }
  if (!found) return before.phase === 'included' ? { phase: 'sent' } : before
  return { phase: outcome === 'final' ? 'final' : 'included', block: found.block, ok: found.ok, part: found.part, error: found.error }
}
