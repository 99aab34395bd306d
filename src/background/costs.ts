import type { Account } from '../accounts'
import { hasShield, type Live, missingCall, readFee, type StakeOrder, trades } from '../chain'
import { extrinsicOf } from '../explain'
import type { Order } from './orders'
import type { Signer } from './signing'
import type { StakeLook } from './stake-look'
import type { Wallet } from './wallet'

/**
 * What the network takes for an order, whether free TAO pays that, and whether it is hidden as long as nobody chooses otherwise, as the
 * contracts have it. The node that tells what it costs is not shown what may be hidden: an amount of stake is as long as any other.
 * @param spare free TAO that can leave @param traded whether pools have a part in it @param worth of what is traded, in rao of TAO; null where
 *   nobody tells: then it is taken for much
 * @throws KluisError call-missing, offline, node-lied
 */
export async function pricesOf(
  { wallet, signer }: { wallet: Wallet; signer: Signer },
  { account, live, spare }: { account: Account; live: Live; spare: bigint },
  order: Order,
  traded: boolean,
  worth: bigint | null,
) {
  const { inside, fee } =
    traded && hasShield(live)
      ? await signer.hiddenCosts(account.id, order)
      : { inside: await readFee(live, extrinsicOf(...(await signer.draftOf(live, account, order))).bytes), fee: null }
  const { shieldAbove } = await wallet.settings.read()
  const wanted = shieldAbove !== null && (worth === null || worth >= BigInt(shieldAbove))
  return {
    fee: String(inside),
    enough: spare >= BigInt(inside),
    shield: traded ? { fee, enough: spare >= BigInt(inside) + BigInt(fee ?? 0), wanted } : null,
  }
}

/** The same of an order that is made of a look; nothing is known of one that the chain has no call for. */
export async function costsOf(
  around: { wallet: Wallet; signer: Signer },
  { account, live, free, stays }: StakeLook,
  order: StakeOrder | undefined,
  worth = 0n,
) {
  const spare = free - stays
  const can = order && missingCall(live, order) === null
  const prices = can
    ? await pricesOf(around, { account, live, spare }, { stake: order }, trades(order), worth)
    : { fee: null, enough: true, shield: null }
  return { ...prices, free: String(free) }
}
