import { type Money, placeName } from '../chain'
import { type Reading, record, type Seen } from '../history'
import { isFresh, soldNow, spotRao } from '../staking'
import { exitsOfPortfolio, type HoldingsBook } from './holdings'
import type { Keep, Wallet } from './wallet'

/**
 * Takes note of what accounts were worth at one block, where anything of it is new enough to be written down. Nobody waits for it, and
 * what fails is recorded at the next look.
 * @param keep runs what is written, as of that look
 */
export function recordValues(wallet: Wallet, keep: Keep, { network, ...reading }: Reading & { network: string }): void {
  async function note(): Promise<void> {
    const values = await wallet.values.read()
    if (record(values, network, reading) === values) return
    await keep(async () => {
      const here = await wallet.here()
      const byAccount = new Map([...reading.byAccount].filter(([id]) => here.has(id)))
      await wallet.values.write((now) => record(now, network, { ...reading, byAccount }))
    })
  }
  note().catch(() => undefined)
}

/**
 * What accounts were worth at the block that was read. What selling would give is known where every sale of an account was simulated a
 * short while ago.
 * @param seen the same look as it is kept
 * @param now in milliseconds
 */
export function worthOf(
  { genesisHash, block, byAccount, prices, labels, payouts }: Money,
  book: HoldingsBook,
  seen: Seen,
  now: number,
): Omit<Reading, 'at'> {
  const holdings = book.look(seen)
  const stakedOf = (id: string): { totalRao: bigint; exitRao: bigint | null } => {
    const portfolio = book.of(seen, id)
    if (!portfolio) return { totalRao: 0n, exitRao: null }
    const sold = soldNow(portfolio, exitsOfPortfolio(holdings, portfolio, seen))
    const fresh = sold.at === null || isFresh(sold.at, now)
    const exitRao = sold.known === sold.of && fresh ? sold.rao - portfolio.free - portfolio.reserved : null
    return { totalRao: portfolio.root + portfolio.subnets, exitRao }
  }
  /** What its last epoch paid to a stake: its part of what all with the hotkey got, rounded up. */
  function payoutOf(of: { hotkey: string; netuid: number; alphaRao: bigint }): { payout?: { alphaRao: bigint; tempo: number } } {
    const paid = payouts.get(placeName(of))
    if (!paid || paid.stakedRao === 0n) return {}
    const part = (paid.dividendRao * of.alphaRao + paid.stakedRao - 1n) / paid.stakedRao
    return { payout: { alphaRao: part, tempo: paid.tempo } }
  }
  const readings = [...byAccount].map(([id, { free, reserved, positions }]): [string, ReturnType<Reading['byAccount']['get']> & object] => {
    // A stake without a price is none that could be valued: then nothing is known of the stakes at all.
    const priced = positions?.map((each) => ({ ...each, priceRao: prices.get(each.netuid) }))
    const known = priced?.every(({ alphaRao, priceRao }) => spotRao(alphaRao, priceRao) !== undefined)
    const staked =
      priced && known
        ? { ...stakedOf(id), positions: priced.map((each) => ({ ...each, priceRao: each.priceRao ?? 0n, ...payoutOf(each) })) }
        : null
    return [id, { freeRao: free, reservedRao: reserved, staked }]
  })
  const names = new Map([...labels.subnets].flatMap(([netuid, { name }]) => (name === null ? [] : [[netuid, name] as const])))
  return { genesisHash, block, byAccount: new Map(readings), names }
}
