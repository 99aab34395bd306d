import { addressOf, type Child, type FamilyDetails, type HoldingOrder, type KeptHotkey, readFamily, readKeptHotkeys } from '../chain'
import type { Seen } from '../history'
import type { FamilyOrderInput, Handlers, PopupContract } from '../messaging'
import { KluisError } from '../units'
import type { Desk } from './desk'
import { lastSeenBy } from './holding-handlers'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import type { Signer } from './signing'
import type { Wallet } from './wallet'

type Names = 'families' | 'family' | 'prepareFamily'
/** A whole weight, in 2^-64, and in the ten-thousandths that a person writes. */
const WHOLE = 2n ** 64n - 1n
const SHARES = 10_000n

/** Answers about hotkeys that a coldkey owns, and the requests that change what they keep and give away. */
export function familyHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)

  return {
    async families({ account }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const { block, takes, children, all } = await readKeptHotkeys(await wallet.chain.ready(), account)
        const names = await lastSeenBy(wallet)
        return { block, takes, children, all: all.map((each) => hotkeyView(each, names)) }
      })
    },
    async family({ account, hotkey }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const found = await readFamily(await wallet.chain.ready(), account, hotkey)
        return found && detailsView(found, await lastSeenBy(wallet))
      })
    },
    async prepareFamily({ from, order, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      return linked(async () => prepare(from, { holding: await orderOf(from, order) }))
    },
  }

  /** @throws KluisError unknown-account (the hotkey is not this coldkey's), invalid-input (nothing would change, or more than all is given away) */
  async function orderOf(from: string, order: FamilyOrderInput): Promise<HoldingOrder> {
    const found = await readFamily(await wallet.chain.ready(), from, order.hotkey)
    if (!found) throw new KluisError('unknown-account')
    if (order.kind === 'auto-parent') return order
    if (order.kind === 'take') {
      const { take, netuid } = order
      if (netuid === null && take === found.owned.take) throw new KluisError('invalid-input')
      return { ...order, up: netuid === null && take > found.owned.take }
    }
    const { children } = order
    const all = children.reduce((sum, { share }) => sum + share, 0)
    if (all > Number(SHARES) || new Set(children.map(({ hotkey }) => hotkey)).size !== children.length)
      throw new KluisError('invalid-input')
    if (children.some(({ hotkey }) => hotkey === order.hotkey)) throw new KluisError('invalid-input')
    return { ...order, children: children.map(({ hotkey, share }) => ({ hotkey, part: (WHOLE * BigInt(share)) / SHARES })) }
  }
}

const named = (hotkey: string, names: Seen | undefined) => ({
  ...{ hotkey, address: addressOf(hotkey), name: names?.validators[hotkey]?.name ?? null },
})
const hotkeyView = ({ hotkey, take, autoParent }: KeptHotkey, names: Seen | undefined) => ({ ...named(hotkey, names), take, autoParent })
/** Ten-thousandths, to the nearest: a part is cut off to 2^-64 when it is made. */
const shareOf = (part: bigint): number => Number((part * SHARES + WHOLE / 2n) / WHOLE)
/** A number of blocks that a page can count with. */
const blocks = (count: bigint | null): number | null => (count === null ? null : Number(count < 2n ** 40n ? count : 2n ** 40n))

function detailsView({ block, owned, rules, families }: FamilyDetails, names: Seen | undefined) {
  const childrenView = (children: readonly Child[]) =>
    children.map(({ hotkey, part }) => ({ ...named(hotkey, names), share: shareOf(part) }))
  const { take, childTake, cooldown } = rules
  return {
    ...{ block, hotkey: hotkeyView(owned, names), cooldown: blocks(cooldown) },
    take: { least: take.least, most: take.most, raiseFrom: blocks(take.raiseFrom), every: blocks(take.everyBlocks) },
    childTake: { least: childTake.least, most: childTake.most, every: blocks(childTake.everyBlocks) },
    subnets: families.map(({ netuid, children, pending, take, setFrom, raiseFrom }) => ({
      ...{ netuid, name: names?.subnets[netuid]?.name ?? null, symbol: names?.subnets[netuid]?.symbol ?? null },
      ...{ children: childrenView(children), take, setFrom: blocks(setFrom), raiseFrom: blocks(raiseFrom) },
      pending: pending && { from: Number(pending.from), children: childrenView(pending.children) },
    })),
  }
}
