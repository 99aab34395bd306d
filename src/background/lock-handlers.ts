import { addressOf, type HoldingOrder, readSubnetHold } from '../chain'
import type { Handlers, HoldingInput, PopupContract } from '../messaging'
import { openingOf } from '../staking'
import { KluisError } from '../units'
import type { Desk } from './desk'
import { lastSeenBy } from './holding-handlers'
import { needAccount, needSender } from './need-account'
import { preparing } from './paying'
import type { Signer } from './signing'
import type { Wallet } from './wallet'

type Names = 'subnetHold' | 'prepareHolding'

/** Answers about what holds stake and where rewards go, and the requests that change it. */
export function lockHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const prepare = preparing(desk, signer, linked)

  return {
    async subnetHold({ account, netuid }) {
      await needAccount(wallet, account)
      return linked(async () => {
        const hold = await readSubnetHold(await wallet.chain.ready(), account, netuid)
        const names = await lastSeenBy(wallet)
        const who = (hotkey: string | null) =>
          hotkey === null ? null : { hotkey, address: addressOf(hotkey), name: names?.validators[hotkey]?.name ?? null }
        const { block, totalRao, availableRao, locks, lock, unlockBlocks, maturityBlocks, rejects, autoStakes, autoStake, ownerHotkey } =
          hold
        const opening = unlockBlocks === null ? null : openingOf(unlockBlocks)
        return {
          ...{ block, total: totalRao?.toString() ?? null, available: availableRao?.toString() ?? null, locks },
          lock: lock && {
            ...{ locked: String(lock.lockedRao), conviction: String(lock.convictionRao), to: who(lock.hotkey) },
            ...{ perpetual: lock.perpetual, owners: lock.hotkey !== null && lock.hotkey === ownerHotkey },
          },
          ...{ half: blocks(opening?.half), tenth: blocks(opening?.tenth), matures: blocks(maturityBlocks ?? undefined) },
          ...{ rejects, autoStakes, autoStake: who(autoStake) },
        }
      })
    },
    async prepareHolding({ from, order, hotkeyMeant }) {
      await needSender(wallet, from, hotkeyMeant)
      return prepare(from, { holding: orderOf(order) })
    },
  }
}

/** A number of blocks that a page can count with: longer than anybody lives is as long as it gets. */
const blocks = (count: bigint | undefined): number | null => (count === undefined ? null : Number(count < 2n ** 40n ? count : 2n ** 40n))

/** @throws KluisError amount-zero */
function orderOf(input: HoldingInput): HoldingOrder {
  if (input.kind !== 'lock') return input
  const { amount, ...order } = input
  if (BigInt(amount) === 0n) throw new KluisError('amount-zero')
  return { ...order, amountRao: BigInt(amount) }
}
