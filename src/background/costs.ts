import { hasShield, missingCall, readFee, type StakeOrder, trades } from '../chain'
import { extrinsicOf } from '../explain'
import type { Order } from './orders'
import type { Signer } from './signing'
import type { FundsLook } from './stake-look'
import type { Wallet } from './wallet'

type Fees = Awaited<ReturnType<typeof feesOf>>
/**
 * What the network takes for an order (`inside`), and for hiding it (null: the chain has no such thing), in rao; undefined for one that trades
 * nothing. The node that tells it is not shown what may be hidden: an amount of stake is as long as any other.
 * @param traded whether pools have a part in it
 * @throws KluisError call-missing, offline, node-lied
 */
export async function feesOf(signer: Signer, { account, live }: Pick<FundsLook, 'account' | 'live'>, order: Order, traded: boolean) {
  if (!traded || !hasShield(live)) {
    const [opened, signature] = await signer.draftOf(live, account, order)
    return { inside: await readFee(live, extrinsicOf(opened, signature).bytes), fee: traded ? null : undefined }
  }
  const { inside, fee } = await signer.hiddenCosts(account.id, order, live)
  return { inside: BigInt(inside), fee: BigInt(fee) }
}

/**
 * That, whether free TAO pays it, and whether an order is hidden as long as nobody chooses otherwise, as the contracts have it.
 * @param worth of what is traded, in rao of TAO; null where nobody tells: then it is taken for much
 */
export async function pricesOf(
  wallet: Wallet,
  { free, stays }: Pick<FundsLook, 'free' | 'stays'>,
  { inside, fee }: Fees,
  worth: bigint | null,
) {
  const spare = free - stays
  const { shieldAbove } = await wallet.settings.read()
  const wanted = shieldAbove !== null && (worth === null || worth >= BigInt(shieldAbove))
  const shield = fee === undefined ? null : { fee: fee === null ? null : String(fee), enough: spare >= inside + (fee ?? 0n), wanted }
  return { fee: String(inside), enough: spare >= inside, shield }
}

/** The same of an order that is made of a look; nothing is known of one that the chain has no call for. */
export async function costsOf(
  { wallet, signer }: { wallet: Wallet; signer: Signer },
  look: FundsLook,
  order: StakeOrder | undefined,
  worth: bigint | Promise<bigint> = 0n,
) {
  const can = order && missingCall(look.live, order) === null
  const [fees, rao] = await Promise.all([can ? feesOf(signer, look, { stake: order }, trades(order)) : undefined, worth])
  const prices = fees ? await pricesOf(wallet, look, fees, rao) : { fee: null, enough: true, shield: null }
  return { ...prices, free: String(look.free) }
}
