import type { Handlers, PopupContract } from '../messaging'
import type { Item } from '../requests'
import { grant } from '../sites'
import { isLocalHost, KluisError, takesAnyPrice } from '../units'
import { accountHandlers } from './account-handlers'
import { activityHandlers } from './activity-handlers'
import type { Card } from './cards'
import type { Desk } from './desk'
import { familyHandlers } from './family-handlers'
import { claimHandlers } from './holding-handlers'
import type { HoldingsBook } from './holdings'
import { hotkeyHandlers } from './hotkey-handlers'
import { lockHandlers } from './lock-handlers'
import { moneyHandlers } from './money-handlers'
import { moveHandlers } from './move-handlers'
import { nodeHandlers } from './node-handlers'
import type { PageSide } from './page-port'
import { payingHandlers } from './paying'
import type { Release } from './release'
import { safeHandlers } from './safe-handlers'
import type { Sight } from './sales'
import type { Signed, Signer, TransactionInput } from './signing'
import { needOffered, siteHandlers } from './site-handlers'
import { stakingHandlers } from './staking-handlers'
import { unstakeHandlers } from './unstake-handlers'
import { valuesHandlers } from './values-handlers'
import type { Wallet } from './wallet'

/** How long an approval waits for the page to be there again, after the background died. */
const PAGE_RETURNS = 3_000

/** Answers to our own pages. */
export function popupHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  page: () => Pick<PageSide, 'present'>,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
  release: Pick<Release, 'run'>,
  announce: () => Promise<void>,
  window: { keep(): void },
  sight: { accounts(ids: readonly string[]): void; positions(sight: Sight): void },
  wipe: Record<'ended' | 'wiped', () => Promise<void>>,
  book: HoldingsBook,
  refreshed: () => void,
): Handlers<PopupContract, null> {
  /** An approval changes what the account has left for what else it is asked for: those cards are read again. */
  async function readAgain(of: Item): Promise<void> {
    const accountId = (of.card as Card & { account?: { id: string } }).account?.id
    for (const each of await desk.items())
      if (each.kind === 'transaction' && (each.input as TransactionInput).accountId === accountId) await refresh(each)
  }
  const refresh = async ({ id, input }: Item) => desk.replace(id, await linked(() => signer.read(input as TransactionInput, id)))
  /** @throws KluisError changed, once it is shown as it is now */
  async function anew(item: Item): Promise<never> {
    await refresh(item)
    throw new KluisError('changed')
  }

  return {
    ...accountHandlers(wallet, desk, announce, sight.accounts),
    ...moneyHandlers(wallet, book, sight.positions),
    ...safeHandlers(wallet, desk, announce, wipe),
    ...valuesHandlers(wallet),
    ...nodeHandlers(wallet, linked),
    ...payingHandlers(wallet, desk, signer, linked),
    ...stakingHandlers(wallet, desk, signer, book, linked),
    ...moveHandlers(wallet, desk, signer, linked),
    ...unstakeHandlers(wallet, desk, signer, linked),
    ...claimHandlers(wallet, desk, signer, linked),
    ...lockHandlers(wallet, desk, signer, linked),
    ...familyHandlers(wallet, desk, signer, linked),
    ...hotkeyHandlers(wallet, desk, signer, linked),
    ...siteHandlers(wallet, desk, announce, refreshed),

    async approveConnect({ id, accounts }) {
      const item = await desk.look(id)
      if (item.kind !== 'connect' || !item.place) throw new KluisError('gone')
      await wallet.needOpen()
      await needOffered(wallet, accounts)
      const { origin, documentId } = item.place
      if (!(await page().present(documentId, PAGE_RETURNS))) return fail(id, new KluisError('gone'))
      await wallet.whileOpen(async () => {
        await needOffered(wallet, accounts)
        await desk.approve(id)
        await wallet.sites.write((sites) => grant(sites, origin, accounts, wallet.now()))
      })
      await desk.settle(id, null)
      await announce()
    },
    async approve({ id, hash, password, sure }) {
      const item = await desk.look(id)
      const card = item.card as Card
      if (card.kind === 'connect') throw new KluisError('gone')
      // What the page shows is not what waits here: nothing of it may be signed, and it must not be offered again.
      if (card.hash !== hash) return fail(id, new KluisError('changed'))
      await wallet.needOpen()
      // What was shown counted on money that has been promised since: the person has to see it anew.
      if (await signer.isOld(item)) return anew(item)
      if (item.place && card.kind === 'transaction' && takesAnyPrice(card.explanation.leaves) && !sure)
        throw new KluisError('invalid-input')
      const level = card.kind === 'transaction' ? card.explanation.level : card.level
      if (level >= 3) {
        if (password === undefined) throw new KluisError('wrong-password')
        await wallet.vault.checkPassword(password)
      }
      if (item.place) {
        await signer.mayUse(item.place.origin, card.account.id)
        if (!(await page().present(item.place.documentId, PAGE_RETURNS))) return fail(id, new KluisError('gone'))
      }
      await desk.approve(id)
      // Once more, when it stands there as agreed: of two approvals in the same moment neither saw the other before.
      if (await signer.isOld(item)) {
        await desk.reopen(id)
        return anew(item)
      }
      void readAgain(item).catch(() => undefined)
      let signed: Signed | undefined
      try {
        if (card.kind === 'message') {
          await desk.settle(id, await signer.signMessage(item, hash))
          return { entry: null }
        }
        signed = await linked(() => signer.signTransaction(item, hash))
        await desk.sign(id, signed)
        await release.run(item, signed)
        return { entry: signed.entry.id }
      } catch (error) {
        // From here on nobody may be told that nothing was signed.
        if (signed) return fail(id, new KluisError('interrupted', {}, error))
        // A site is told, because it cannot be mended here; where only the vault had closed, or the node lags, it is shown again.
        if (!(error instanceof KluisError && ['locked', 'stale-head'].includes(error.code))) return fail(id, error)
        await desk.reopen(id)
        throw error
      }
    },
    async reject({ id }) {
      await desk.refuse(id)
    },
    ...activityHandlers(wallet),

    async chooseNetwork({ id, host, password }) {
      if (host !== undefined && (id !== 'local' || !isLocalHost(host))) throw new KluisError('invalid-input')
      // Before there is a wallet anybody may choose, and nobody is asked anything.
      const { status } = await wallet.vault.state()
      if (status === 'locked') throw new KluisError('locked')
      const before = await wallet.settings.read()
      const isOther = before.network !== id || (host !== undefined && host !== before.localHost)
      // Whatever answers there is believed: like a node of one's own it is named by who knows the password.
      if (id === 'local' && isOther && status !== 'empty') await wallet.needPassword(password)
      await wallet.settings.write((settings) => ({ ...settings, network: id, localHost: host ?? settings.localHost }))
      await wallet.applyNetwork()
      // What was explained for one chain must not be signed for another; what is asked from here on is read from the new one.
      await desk.end((each) => each.kind === 'transaction', 'gone')
    },
    retryNetwork: async () => wallet.chain.retry(),
    async changeSettings({ password, ...chosen }) {
      // How long it stays open, whom it pays and what it hides are matters of who opened it.
      if ([chosen.lockMinutes, chosen.contactsOnly, chosen.shieldAbove].some((each) => each !== undefined)) await wallet.needOpen()
      if (chosen.contactsOnly === false) await wallet.needMayPay(password)
      const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
      await wallet.settings.write((settings) => ({ ...settings, ...given }))
      if (chosen.lockMinutes !== undefined) await wallet.vault.touch(chosen.lockMinutes)
    },
    dismissNotice: ({ id }) => wallet.storage.notices.dismiss(id),
  }

  /** Ends a request that was approved and could not be carried out. @throws the reason */
  async function fail(id: string, error: unknown): Promise<never> {
    window.keep()
    await desk.end((each) => each.id === id, error instanceof KluisError ? error.code : 'internal')
    throw error
  }
}
