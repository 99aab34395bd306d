import { lastSeen } from '../history'
import type { Handlers, PopupContract } from '../messaging'
import type { HoldingsBook } from './holdings'
import { needAccount } from './need-account'
import { holderViews, positionViews } from './portfolio-view'
import type { Sight } from './sales'
import type { Wallet } from './wallet'

/** Answers about stakes, from what was seen last. */
export function moneyHandlers(
  wallet: Wallet,
  book: HoldingsBook,
  lookAt: (sight: Sight) => void,
): Pick<Handlers<PopupContract, null>, 'countAccount' | 'positionsPage'> {
  return {
    countAccount: ({ id, counted }) =>
      wallet.whileOpen(async () => {
        await needAccount(wallet, id)
        await wallet.counting.write((counting) => ({ ...counting, [id]: counted }))
      }),
    async positionsPage({ account, place, from, count }) {
      lookAt({ account, place })
      const { network } = await wallet.settings.read()
      const seen = lastSeen(await wallet.seen.read(), network)
      const [accounts, counting] = [await wallet.accounts.read(), await wallet.counting.read()]
      const of = seen && (account === null ? book.counted(seen, accounts, counting).portfolio : book.of(seen, account))
      if (!seen || !of) return { total: 0, items: [], of: [] }
      const parts = place ? of.parts.filter(({ netuid, hotkey }) => netuid === place.netuid && hotkey === place.hotkey) : of.parts
      return {
        total: parts.length,
        items: positionViews(seen, parts.slice(from, from + count), book),
        of: place ? parts.flatMap(holderViews) : [],
      }
    },
  }
}
