import { type Live, readSale } from '../chain'
import { lastSeen, type Seen, seeExits } from '../history'
import { exitsToAsk, type Question, questionsOf, ROOT, rememberExit } from '../staking'
import { exitText, type HoldingsBook } from './holdings'
import type { Wallet } from './wallet'

/** Questions about sales after one look: a public node is asked for a few, one's own for as many as there are subnets. */
const MOST = { public: 8, own: 160 } as const
/** Of the list on home, the accounts whose own sales are asked for. */
const ROWS = 20
/** For how long a page that told what it shows is believed to show it, in milliseconds. */
const SIGHT = 120_000

/** What a page shows: the positions of an account, or one position, of an account or of all that count. */
export type Sight = { account: string | null; place: { netuid: number; hotkey: string } | null }

/**
 * Asks the chain what sales would return: of what a page shows, then of the total, then of each account on home. One question each, one
 * after the other, the most valuable first, and none whose answer is still good.
 */
export function createSales(wallet: Wallet, book: HoldingsBook) {
  let sight: (Sight & { at: number }) | undefined
  /** When each thing was shown last. */
  const shownAt = new Map<string, number>()

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
      ...(part && part.netuid !== ROOT ? [{ netuid: part.netuid, alphaRao: part.alphaRao, priceRao: part.priceRao ?? undefined }] : []),
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
    /** @param hash of the block that was seen last. Ends early where the node refuses, lies or goes. @returns how many answers came */
    async ask(live: Live, hash: string, network: string): Promise<number> {
      const seen = lastSeen(await wallet.seen.read(), network)
      if (!seen || seen.genesisHash !== live.genesisHash) return 0
      const { exits, closed } = book.look(seen)
      // Of a subnet of which nobody knows whether it can be traded at all, no value is told.
      const open = (await questions(seen)).filter(({ netuid }) => seen.subnets[netuid] && !closed.has(netuid))
      const most = live.network.genesisHash === null ? MOST.own : MOST.public
      const { block } = seen
      const answers = new Map<number, typeof exits extends Map<number, infer E> ? E : never>()
      let count = 0
      for (const { netuid, alphaRao, priceRao } of exitsToAsk(open, exits, wallet.now(), most)) {
        const sale = await readSale(live, hash, netuid, alphaRao).catch(() => undefined)
        if (sale === undefined) break
        const answer = {
          ...{ alphaRao, priceRao: priceRao ?? 0n, taoRao: sale?.taoRao ?? null, block, at: wallet.now() },
          ...{ feeAlphaRao: sale?.feeAlphaRao ?? 0n, slippageRao: sale?.slippageRao ?? 0n },
        }
        answers.set(netuid, rememberExit(answers.get(netuid) ?? exits.get(netuid) ?? [], answer))
        count++
      }
      if (count)
        await wallet.seen.note((history) =>
          [...answers].reduce((made, [netuid, all]) => seeExits(made, network, live.genesisHash, netuid, all.map(exitText)), history),
        )
      return count
    },
  }
}
