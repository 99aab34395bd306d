import { byId } from '../accounts'
import { atNewest, type HotkeyOrder, hotkeyMeans, readBurn, readFee, readHotkey, readHotkeys, readParties, swapHotkeyCosts } from '../chain'
import { extrinsicOf } from '../explain'
import type { Handlers, Input, PopupContract } from '../messaging'
import { encodeAddress, fromHex, KluisError } from '../units'
import type { Desk } from './desk'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import type { Signer } from './signing'
import type { Wallet } from './wallet'

type Names = 'hotkeys' | 'hotkeyFacts' | 'registration' | 'prepareHotkey'
const MILLION = 1_000_000n
const U64 = 2n ** 64n - 1n

/** Answers about an account's hotkeys, and the requests that are made of them. No hotkey is ever made or kept here. */
export function hotkeyHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)

  /** A key that holds money is none to be on a server (chain.md 7). @throws KluisError is-coldkey, invalid-input */
  async function needHotkey(from: string, id: string): Promise<void> {
    if (id === from) throw new KluisError('is-coldkey')
    if (byId(await wallet.accounts.read(), id)?.role === 'coldkey') throw new KluisError('is-coldkey')
  }
  /** The order for the chain. @throws KluisError not-supported, invalid-input, is-coldkey */
  async function orderOf(from: string, asked: Input<PopupContract, 'prepareHotkey'>['order']): Promise<HotkeyOrder> {
    const means = hotkeyMeans(await wallet.chain.ready())
    await needHotkey(from, asked.kind === 'swap' ? asked.newHotkey : asked.hotkey)
    switch (asked.kind) {
      case 'associate':
        if (!means.associate) throw new KluisError('not-supported')
        return asked
      case 'register': {
        const { hotkey, netuid, ceiling } = asked
        const limitRao = ceiling.kind === 'limit' ? BigInt(ceiling.limit) : null
        // Nobody goes without a ceiling where there is one, and nobody is told of one where there is none.
        if (means.register !== (limitRao === null ? 'open' : 'limit')) throw new KluisError('not-supported')
        if (limitRao !== null && (limitRao === 0n || limitRao > U64)) throw new KluisError('invalid-input')
        return { kind: 'register', hotkey, netuid, limitRao }
      }
      case 'swap':
        if (asked.hotkey === asked.newHotkey) throw new KluisError('invalid-input')
        if (means.swap === null || (asked.keepStake && means.swap !== 'keep')) throw new KluisError('not-supported')
        return asked
    }
  }

  return {
    async hotkeys({ account }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const found = await readHotkeys(live, account)
        if (!found) return null
        const cost = swapHotkeyCosts(live)
        return {
          ...{ block: found.block, more: found.more, swapFrom: found.swapFrom, swapRest: found.rest, able: hotkeyMeans(live) },
          swapCost: cost ? { all: String(cost.all), one: String(cost.one) } : null,
          all: found.all.map(({ hotkey, places }) => ({
            ...{ hotkey, address: encodeAddress(fromHex(hotkey)) },
            places: places.map(({ emissionRao, ...rest }) => ({ ...rest, emission: emissionRao === null ? null : String(emissionRao) })),
          })),
        }
      })
    },
    async hotkeyFacts({ account, hotkey }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const found = await readHotkey(await wallet.chain.ready(), hotkey)
        if (!found) return null
        const owner = found.owner === null ? 'nobody' : found.owner === account ? 'mine' : 'other'
        return { owner, netuids: found.netuids }
      })
    },
    async registration({ account: id, hotkey, netuid, tolerance }) {
      const account = await needAccount(wallet, id)
      return linked(async () => {
        const { live } = await atNewest(await wallet.chain.ready())
        const found = await readBurn(live, netuid)
        const { register } = hotkeyMeans(live)
        if (!found || register === null) return null
        const above = (found.burnRao * (MILLION + BigInt(tolerance)) + MILLION - 1n) / MILLION
        const ceilingRao = above > U64 ? U64 : above
        const asked: HotkeyOrder = { kind: 'register', hotkey, netuid, limitRao: register === 'limit' ? ceilingRao : null }
        const [{ byAccount }, draft] = await Promise.all([readParties(live, [id]), signer.draftOf(live, account, { hotkey: asked })])
        const free = byAccount.get(id)?.free
        if (free === undefined) throw new KluisError('internal')
        const fee = await readFee(live, extrinsicOf(...draft).bytes)
        return {
          ...{ burn: String(found.burnRao), ceiling: String(ceilingRao), open: found.open },
          ...{ fee: String(fee), free: String(free) },
        }
      })
    },
    async prepareHotkey({ from, order, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      const hotkey = await linked(() => orderOf(from, order))
      return prepare(from, { hotkey })
    },
  }
}
