import { atNewest, existentialDeposit, lockedOf, type Party, readFee, readParties, staysOf } from '../chain'
import { extrinsicOf } from '../explain'
import type { Handlers, PopupContract } from '../messaging'
import { KluisError, readAddress, toHex } from '../units'
import type { Desk } from './desk'
import { needAccount, needSender } from './need-account'
import type { Order } from './orders'
import { acquaintancesOn, recipientFacts } from './recipients'
import type { Signer, TransactionInput } from './signing'
import { lower } from './two-operators'
import type { Wallet } from './wallet'

type Names = 'prepareTransfer' | 'prepareBatch' | 'estimateTransfer' | 'estimateBatch' | 'lookUp'

/** Makes a request of an own order, to be reviewed like any other. */
export const preparing =
  (desk: Desk, signer: Signer, linked: <T>(work: () => Promise<T>) => Promise<T>) =>
  (from: string, order: Order, hidden = false): Promise<{ id: string }> =>
    linked(async () => {
      const fields = await signer.fieldsOf(from, order, hidden)
      const input: TransactionInput = {
        accountId: from,
        fields,
        origin: null,
        ...(hidden && { hidden: await signer.hiddenCosts(from, order) }),
      }
      return { id: await desk.draft('transaction', () => signer.read(input)) }
    })

/** Answers about the wallet's own payments: what they would cost, who would get them, and the requests that are made of them. */
export function payingHandlers(
  wallet: Wallet,
  desk: Desk,
  signer: Signer,
  linked: <T>(work: () => Promise<T>) => Promise<T>,
): Pick<Handlers<PopupContract, null>, Names> {
  const idOf = (address: string) => toHex(readAddress(address))

  const prepare = preparing(desk, signer, linked)

  /** @param largest the same order with the largest amounts that there can be: more bytes, and every byte costs */
  async function estimate(from: string, order: Order, largest: (free: bigint) => Order, keepAlive: boolean, to: readonly string[]) {
    const { live } = await atNewest(await wallet.chain.ready())
    const account = await needAccount(wallet, from)
    const [{ byAccount }, people, other] = await Promise.all([
      readParties(live, [from, ...to]),
      acquaintancesOn(wallet, live.genesisHash),
      wallet.chain.beside(live, [from]).catch(() => undefined),
    ])
    const party = partyOf(byAccount, from)
    const feeOf = async (each: Order) => readFee(live, extrinsicOf(...(await signer.draftOf(live, account, each))).bytes)
    const [fee, most] = await Promise.all([feeOf(order), feeOf(largest(party.free))])
    const stays = staysOf(party, existentialDeposit(live), keepAlive)
    const max = lower(party.free, other?.byAccount.get(from)) - stays - most
    return {
      fee: fee.toString(),
      max: (max > 0n ? max : 0n).toString(),
      free: party.free.toString(),
      party,
      stays,
      recipients: [...new Set(to)].map((id) => recipientFacts(id, partyOf(byAccount, id), people)),
    }
  }

  return {
    async prepareTransfer({ from, to, amount, keepAlive, hotkey }) {
      const dest = idOf(to)
      if (amount === '0') throw new KluisError('amount-zero')
      await needSender(wallet, from, hotkey)
      return prepare(from, { to: dest, amountRao: amount === null ? null : BigInt(amount), keepAlive })
    },
    async prepareBatch({ from, payments, hotkey }) {
      const order = paymentsOf(payments)
      await needSender(wallet, from, hotkey)
      return prepare(from, order)
    },
    async estimateTransfer({ from, to, amount, keepAlive }) {
      const dest = idOf(to)
      const order = { to: dest, amountRao: amount === null ? null : BigInt(amount), keepAlive }
      const largest = (free: bigint): Order => (amount === null ? order : { ...order, amountRao: free })
      const { party, stays, recipients, ...told } = await linked(() => estimate(from, order, largest, keepAlive, [dest]))
      const [recipient] = recipients
      if (!recipient) throw new KluisError('internal')
      return { ...told, reserved: String(party.reserved), locked: String(lockedOf(party)), stays: String(stays), recipient }
    },
    async estimateBatch({ from, payments }) {
      const order = paymentsOf(payments)
      const { fee, max, free, recipients } = await linked(() =>
        estimate(
          from,
          order,
          () => order,
          true,
          order.payments.map(({ to }) => to),
        ),
      )
      return { fee, max, free, recipients }
    },
    async lookUp({ address }) {
      const id = idOf(address)
      return linked(async () => {
        const live = await wallet.chain.ready()
        const [{ byAccount }, people] = await Promise.all([readParties(live, [id]), acquaintancesOn(wallet, live.genesisHash)])
        return recipientFacts(id, partyOf(byAccount, id), people)
      })
    },
  }

  /** @throws KluisError ss58-*, amount-zero */
  function paymentsOf(payments: readonly { to: string; amount: string }[]) {
    const all = payments.map(({ to, amount }) => ({ to: idOf(to), amountRao: BigInt(amount) }))
    if (all.some(({ amountRao }) => amountRao === 0n)) throw new KluisError('amount-zero')
    return { payments: all }
  }
}

function partyOf(byAccount: ReadonlyMap<string, Party>, id: string): Party {
  const party = byAccount.get(id)
  if (!party) throw new KluisError('internal')
  return party
}
