import { delivered, looked, own, type ReceivedEntry, receive, watchOver } from '../activity'
import { isLooking, lookForReceived, watchOnly } from '../chain'
import { FIRST } from './views'
import type { Keep, Wallet } from './wallet'

/**
 * Notices what comes to the accounts without a transaction of this wallet: those at the head of the list, and the chosen one.
 * What is found is first kept beside the cursor that it leaves, then moved into the activity: the background may die between the two.
 * @param told gets what is new in the activity
 */
export function createReceiver(wallet: Wallet, told: (entries: readonly ReceivedEntry[]) => void = () => undefined) {
  /** The final block up to which the last look of this life came. */
  let last: string | undefined

  async function deliver(genesisHash: string, keep: Keep): Promise<void> {
    let fresh: readonly ReceivedEntry[] = []
    await keep(async () => {
      const here = await wallet.here()
      const found = watchOver(await wallet.watching.read(), genesisHash)?.found ?? []
      if (!found.length) return
      const before = new Set((await wallet.activity.read()).map(({ id }) => id))
      const kept = found.filter(({ account }) => here.has(account))
      await wallet.activity.write((activity) => receive(activity, kept))
      await wallet.watching.write((watching) => delivered(watching, genesisHash, found))
      fresh = kept.filter(({ id }) => !before.has(id))
    })
    if (fresh.length) told(fresh)
  }

  return async (): Promise<void> => {
    const keep = wallet.keeping()
    const live = await wallet.chain.ready(1)
    const { genesisHash } = live
    await deliver(genesisHash, keep)
    const { list, chosen } = await wallet.accounts.read()
    const ids = [...new Set([...list.slice(0, FIRST).map(({ id }) => id), ...(chosen === null ? [] : [chosen])])]
    const before = watchOver(await wallet.watching.read(), genesisHash)?.cursor ?? null
    // Without a new final block there is nothing to ask; the heads are told by the node itself.
    const point = `${genesisHash} ${wallet.chain.state().finalised} ${ids.join()}`
    if (point === last && !isLooking(before)) return
    const mine = new Set(own(await wallet.activity.read()).flatMap((each) => (each.genesisHash === genesisHash ? [each.hash] : [])))
    const watch = await lookForReceived(live, ids, before, { own: (hash) => mine.has(hash), now: wallet.now() })
    await keep(async () => {
      const look = { before, cursor: watchOnly(watch.cursor, await wallet.here()), found: watch.found, missed: watch.missed }
      await wallet.watching.write((watching) => looked(watching, { genesisHash, network: live.network.id }, look))
    })
    await deliver(genesisHash, keep)
    last = wallet.chain.state().finalised === null || isLooking(before) ? undefined : point
  }
}
