import { type Live, readSale } from '../chain'
import { type Seen, seeExits } from '../history'
import { type Exit, exitsToAsk, type Question, questionsOf, ROOT, rememberExit } from '../staking'
import { KluisError } from '../units'
import { exitText, type HoldingsBook } from './holdings'
import type { Keep, Wallet } from './wallet'

/**
 * Questions about sales after one look: one's own node is asked for all. Of a public one each counts, however they travel (chain.md 5.7): with
 * the five of a look these are no more than it answers at once. What was too much for it before must not wait long behind them.
 */
const MOST = { careful: 2, public: 15, own: 640 } as const
/** Of the list on home, the accounts whose own sales are asked for. */
const ROWS = 20
/** After a question that failed the others have their turn: how long it waits, in milliseconds. */
const LATER = 120_000
/** For how long a page that told what it shows is believed to show it, in milliseconds. */
const SIGHT = 120_000

/** What a page shows: the positions of an account, or one position, of an account or of all that count. */
export type Sight = { account: string | null; place: { netuid: number; hotkey: string } | null }

/**
 * Asks the chain what sales would return, of what a page shows, of the total, and of each account on home: at the block of the look, all in
 * one message. Where that is too much for a public node, what was never answered first, the most valuable before others, then the oldest.
 */
export function createSales(wallet: Wallet, book: HoldingsBook) {
  let sight: (Sight & { at: number }) | undefined
  /** When each thing was shown last. */
  const shownAt = new Map<string, number>()
  /** When a question failed, by subnet and amount. */
  let failedAt = new Map<string, number>()
  const keyOf = ({ netuid, alphaRao }: Question) => `${netuid}/${alphaRao}`

  async function questions(seen: Seen): Promise<Question[]> {
    const [accounts, counting] = [await wallet.accounts.read(), await wallet.counting.read()]
    const { portfolio } = book.counted(seen, accounts, counting)
    const shown = sight && Date.now() - sight.at < SIGHT ? sight : undefined
    const own = shown?.account ? book.of(seen, shown.account) : portfolio
    const place = shown?.place
    const part = place && own?.parts.find(({ netuid, hotkey }) => netuid === place.netuid && hotkey === place.hotkey)
    const rows = accounts.list.slice(0, ROWS).flatMap(({ id }) => {
      const each = book.of(seen, id)
      return each ? questionsOf(each) : []
    })
    return [
      ...(part && part.netuid !== ROOT ? [{ netuid: part.netuid, alphaRao: part.sellableRao, priceRao: part.priceRao ?? undefined }] : []),
      ...(shown?.account && own ? questionsOf(own) : []),
      ...questionsOf(portfolio),
      ...rows,
    ]
  }

  return {
    /** A page shows these now. @returns whether it showed something else before */
    lookAt(now: Sight): boolean {
      const key = `${now.account}/${now.place?.netuid}/${now.place?.hotkey}`
      const before = shownAt.get(key)
      shownAt.set(key, Date.now())
      // Two pages that show different things take turns: neither of them is new each time.
      const fresh = before === undefined || Date.now() - before > SIGHT
      sight = { ...now, at: Date.now() }
      return fresh
    },
    /**
     * @param seen what was seen last, and hash of its block. A question that fails is put again later and holds up no other; where the
     * node is gone, or has had enough, it ends.
     * @param keep runs what is written, as of that look. @returns how many answers came
     */
    async ask(live: Live, hash: string, network: string, seen: Seen, keep: Keep): Promise<number> {
      const { exits, closed } = book.look(seen)
      const now = wallet.now()
      failedAt = new Map([...failedAt].filter(([, at]) => now >= at && now - at < LATER))
      // Of a subnet of which nobody knows whether it can be traded at all, no value is told.
      const open = (await questions(seen)).filter(
        (each) => seen.subnets[each.netuid] && !closed.has(each.netuid) && !failedAt.has(keyOf(each)),
      )
      const most = live.rpc.careful() ? MOST.careful : live.network.genesisHash === null ? MOST.own : MOST.public
      const { block } = seen
      const answers = new Map<number, Exit[]>()
      let count = 0
      const asked = exitsToAsk(open, exits, now, most).map(async (question) => {
        const { netuid, alphaRao, priceRao = 0n } = question
        const sale = await readSale(live, hash, { netuid, alphaRao, priceRao }).catch((error: unknown) =>
          error instanceof KluisError && error.code === 'node-lied' ? undefined : 'gone',
        )
        // A node that is gone, or has had enough, is no reason to put a question aside.
        if (sale === 'gone') return
        if (sale === undefined) {
          failedAt.set(keyOf(question), now)
          return
        }
        const answer = {
          ...{ alphaRao, priceRao, taoRao: sale?.taoRao ?? null, block, at: wallet.now() },
          ...{ feeAlphaRao: sale?.feeAlphaRao ?? 0n, slippageRao: sale?.slippageRao ?? 0n },
        }
        answers.set(netuid, rememberExit(answers.get(netuid) ?? exits.get(netuid) ?? [], answer))
        count++
      })
      await Promise.all(asked)
      if (count)
        await keep(() =>
          wallet.seen.note((history) =>
            [...answers].reduce((made, [netuid, all]) => seeExits(made, network, live.genesisHash, netuid, all.map(exitText)), history),
          ),
        )
      return count
    },
  }
}
