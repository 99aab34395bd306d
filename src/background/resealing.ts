import { type Activity, type Entry, type Hidden, isOver, keepSigned, own, reseal } from '../activity'
import { type Live, readNonce } from '../chain'
import { KluisError } from '../units'
import type { Signed, Signer } from './signing'
import type { Keep, Wallet } from './wallet'

/** How often an order is sealed in all, and how long after it was approved that may be, in milliseconds. */
const TRIES = 4
const PATIENCE = 600_000
/**
 * Seals orders again that were lost because a key changed before they ran. The old one can never run any more by then: its time is over in
 * a final block, and the new envelope takes its place among those of the account.
 * @param send hands a signed one to a node, and notes what came of it
 */
export function createResealing(wallet: Wallet, signer: Pick<Signer, 'sealAgain'>, send: (signed: Signed, keep: Keep) => Promise<void>) {
  async function failed(id: string, why: NonNullable<Hidden['ended']>): Promise<void> {
    await wallet.consents.write((all) => (all[id] ? { ...all, [id]: { ...all[id], failed: why } } : all))
  }

  /** Why a lost order has to be asked for again; null where it may be sealed once more. */
  async function whyNot({ id, status, hidden }: Entry): Promise<Hidden['ended']> {
    // What a node refused for any reason but the key would be refused again.
    if (status.phase === 'refused' && !(status.code === 'tx-custom' && status.facts.number === '24')) return 'other'
    const consent = (await wallet.consents.read())[id]
    if (!consent || (await wallet.vault.state()).status !== 'unlocked') return 'locked'
    if (consent.failed) return consent.failed
    const since = wallet.now() - consent.at
    if (since < 0 || since >= PATIENCE) return 'late'
    return (hidden?.tries ?? TRIES) >= TRIES ? 'tries' : null
  }

  return {
    whyNot,
    /** Never throws: where it cannot be done now it is tried at the next look, as long as it may be. */
    async again(live: Live, entry: Entry): Promise<void> {
      const { id, account, hidden } = entry
      const keep = wallet.keeping()
      try {
        const consent = (await wallet.consents.read())[id]
        if (!consent || !hidden || (await whyNot(entry))) return
        const { phase } = hidden.envelope.status
        const place = phase === 'final' ? entry.nonce : phase === 'lost' ? hidden.envelope.nonce : undefined
        // Another transaction of this account, or nobody knows: then the person decides.
        if (place === undefined || (await readNonce(live, account)) !== place) throw new KluisError('changed')
        const { extrinsic, ...resealed } = await signer.sealAgain(live, account, consent.fields, place)
        let after: Activity = []
        await keep(async () => {
          if (await whyNot(entry)) throw new KluisError('locked')
          after = await wallet.activity.write((activity) => reseal(activity, id, resealed))
          await wallet.outbox.write((outbox) => keepSigned(outbox, id, extrinsic))
        })
        const now = own(after).find((each) => each.id === id && each.hash === resealed.hash)
        if (now) await send({ signature: '', extrinsic, altered: false, digested: consent.fields.mode === 1, entry: now }, keep)
      } catch (error) {
        const code = error instanceof KluisError ? error.code : 'internal'
        const passes = ['offline', 'node-answer', 'node-busy', 'stale-head', 'shield-unavailable', 'storage-failed'].includes(code)
        if (!passes) await failed(id, code === 'locked' ? 'locked' : 'other').catch(() => undefined)
      }
    },
    /** Forgets what was approved of orders that are over. */
    async tidy(activity: Activity): Promise<void> {
      const all = await wallet.consents.read()
      const over = new Set(own(activity).flatMap(({ id, status }) => (all[id] && isOver(status) ? [id] : [])))
      if (over.size) await wallet.consents.write((held) => Object.fromEntries(Object.entries(held).filter(([id]) => !over.has(id))))
    },
  }
}
export type Resealing = ReturnType<typeof createResealing>
