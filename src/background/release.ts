import { add, handed, keepSigned } from '../activity'
import { type Live, submit } from '../chain'
import type { Item } from '../requests'
import { used } from '../sites'
import { fromHex, KluisError } from '../units'
import type { Desk } from './desk'
import { isOver } from './life'
import { accountsOf } from './page-handlers'
import type { Signed, Signer } from './signing'
import type { Keep, Wallet } from './wallet'

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
  /** Fails never: what is signed may be on its way whatever went wrong here, and what became of it is found on the chain. */
  async function send({ entry: { id, genesisHash, eraEnd }, extrinsic, digested }: Signed, again: boolean, keep: Keep): Promise<void> {
    const status = (to: Parameters<typeof handed>[2]) => keep(() => wallet.activity.write((activity) => handed(activity, id, to)))
    let used: Live | undefined
    try {
      await linked(async () => {
        used = await wallet.chain.ready()
        // Another network was chosen meanwhile: its nodes are told nothing of this. It goes out when its own is back, within its time.
        if (used.genesisHash !== genesisHash) throw new KluisError('offline')
        await submit(used, fromHex(extrinsic)).catch((error: unknown) => {
          // The node has it already: a question that was asked twice, or what was handed in again.
          if (!(error instanceof KluisError && error.code === 'tx-already')) throw error
        })
      })
      await status({ phase: 'sent' })
    } catch (error) {
      // Not a refusal: an answer that was lost, for example. Or the node has it from the time before.
      if (!(error instanceof KluisError && error.code.startsWith('tx-')) || again) return
      // After its time every node calls a signature bad. Whether a block took it before is for the chain to show.
      if (error.code === 'tx-bad-proof' && isOver(eraEnd, wallet.chain.state().best ?? 0)) return
      if (error.code === 'tx-cannot-lookup') signer.noDigest()
      await status({ phase: 'refused', code: error.code, facts: { ...error.facts } }).catch(() => undefined)
      // Own transactions sign the digest of the metadata along: a wrong proof may mean that what this host said of it is wrong.
      if (error.code === 'tx-bad-proof' && digested) await wallet.chain.distrust(used).catch(() => undefined)
    }
  }

  /** @param again whether an earlier life may have done some of it. @throws KluisError gone (a site's request that ended meanwhile, or everything was wiped), storage-failed */
  async function run(item: Item, signed: Signed, again: boolean): Promise<void> {
    const { signature, extrinsic, altered, entry } = signed
    const keep = wallet.keeping()
    const origin = item.place?.origin
    await keep(async () => {
      await wallet.activity.write((activity) => add(activity, entry))
      // Only a convenience: without it a transaction that a node loses has to be made again.
      if (origin === undefined) await wallet.outbox.write((outbox) => keepSigned(outbox, entry.id, extrinsic)).catch(() => undefined)
    })
    if (origin === undefined) {
      await send(signed, again, keep)
      // What was sent is sent, also when the request ended with a lock in this moment.
      await desk.settle(item.id, { entry: entry.id }).catch(() => undefined)
    } else {
      // A convenience for the person: the page does not wait for it.
      keep(() => wallet.sites.write((sites) => used(sites, origin, wallet.now()))).catch(() => undefined)
      await desk.settle(item.id, altered ? { signature, signedTransaction: extrinsic } : { signature })
    }
    followed()
  }

  return {
    run: (item: Item, signed: Signed) => run(item, signed, false),
    /** Only the last step, of what is noted already. Fails never. */
    send: (signed: Signed, keep: Keep) => send(signed, false, keep),
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
