import { type Activity, add, change, type Entry } from '../activity'
import { submit } from '../chain'
import type { Item } from '../requests'
import { used } from '../sites'
import { fromHex, KluisError } from '../units'
import type { Desk } from './desk'
import { accountsOf } from './page-handlers'
import type { Signed, Signer } from './signing'
import type { Wallet } from './wallet'

/**
 * How a signed transaction leaves the wallet: it is noted in the activity, then sent or delivered. Its only signature stands in the
 * queue by then, so the background may die anywhere in here: the next life does the same steps again, and none of them twice.
 */
export function createRelease(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
  followed: () => void,
) {
  const note = (step: (activity: Activity) => Activity) => wallet.activity.write(step)
  const status = (id: string, to: Entry['status']) => note((activity) => change(activity, id, { status: to }))

  async function send(id: string, extrinsic: string, again: boolean): Promise<void> {
    try {
      await linked(async () => submit(await wallet.chain.ready(), fromHex(extrinsic)))
      await status(id, { phase: 'sent' })
    } catch (error) {
      const code = error instanceof KluisError ? error.code : 'internal'
      // The node has it from the time before: what became of it is found on the chain.
      if (again && code.startsWith('tx-')) return
      if (code === 'tx-cannot-lookup') signer.noDigest()
      if (code.startsWith('tx-')) await status(id, { phase: 'refused', code, facts: error instanceof KluisError ? { ...error.facts } : {} })
      throw error
    }
  }

  /** @param again whether an earlier life may have done some of it. @throws KluisError gone (a site's request that ended meanwhile), tx-*, offline */
  async function run(item: Item, { signature, extrinsic, altered, entry }: Signed, again: boolean): Promise<void> {
    await note((activity) => add(activity, entry))
    const origin = item.place?.origin
    if (origin === undefined) {
      await send(item.id, extrinsic, again)
      // What was sent is sent, also when the request ended with a lock in this moment.
      await desk.settle(item.id, { entry: entry.id }).catch(() => undefined)
    } else {
      await wallet.sites.write((sites) => used(sites, origin, wallet.now()))
      await desk.settle(item.id, altered ? { signature, signedTransaction: extrinsic } : { signature })
    }
    followed()
  }

  return {
    run: (item: Item, signed: Signed) => run(item, signed, false),
    /** At the start of a life: finishes what an earlier one had signed. */
    async again(): Promise<void> {
      for (const item of await desk.signed())
        await run(item, item.outcome as Signed, true).catch((error) =>
          desk.end((each) => each.id === item.id, error instanceof KluisError ? error.code : 'internal'),
        )
    },
    /** At the start of a life: a connection that was granted already is not asked for again. */
    async connected(): Promise<void> {
      for (const { id, kind, place } of await desk.items())
        if (kind === 'connect' && place && (await accountsOf(wallet, place.origin)).length) {
          await desk.approve(id)
          await desk.settle(id, null)
        }
    },
  }
}
export type Release = ReturnType<typeof createRelease>
