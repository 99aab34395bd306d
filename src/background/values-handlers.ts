import { countedOf } from '../accounts'
import { touching } from '../activity'
import { allocationOf, atMost, changeSince, placeOf, rewardsOf, seriesOf, spansOf } from '../history'
import { type Handlers, MOST_POINTS, type PopupContract } from '../messaging'
import type { Wallet } from './wallet'

/** Answers from what the wallet itself saw of its accounts. No node is asked. */
export function valuesHandlers(wallet: Wallet): Pick<Handlers<PopupContract, null>, 'values' | 'change' | 'rewards' | 'forgetValues'> {
  async function look(account: string | null) {
    const { values: box, accounts, counting, settings } = wallet
    const [values, { list }, chosen, { network }] = await Promise.all([box.read(), accounts.read(), counting.read(), settings.read()])
    const ids = account === null ? countedOf(list, chosen).counted.map(({ id }) => id) : [account]
    return { values, ids, place: placeOf(values, network), now: wallet.now() }
  }
  return {
    async values({ account, span }) {
      const { values, ids, place, now } = await look(account)
      const { since } = place ? seriesOf(values, place, ids, now) : { since: new Map<string, number | null>() }
      const known = [...since].flatMap(([id, at]) => (at === null ? [] : { id, at })).sort((a, b) => a.at - b.at)
      const seen = known.map(({ id }) => id)
      const all = place ? seriesOf(values, place, seen, now).points : []
      const offered = spansOf(all, now)
      const chosen = offered.includes(span) ? span : 'all'
      const points = chosen === 'all' || !place ? all : seriesOf(values, place, seen, now, chosen).points
      const allocation = place && allocationOf(values, place, ids, now)
      return {
        spans: offered,
        span: chosen,
        points: atMost(points, MOST_POINTS).map(({ at, valueRao, stakedRao, exitRao }) => ({
          ...{ at, valueRao: String(valueRao), stakedRao: String(stakedRao) },
          exitRao: exitRao === null ? null : String(exitRao),
        })),
        firstAt: known[0]?.at ?? null,
        allAt: known.at(-1)?.at ?? null,
        last: known.length > 1 ? (known.at(-1)?.id ?? null) : null,
        seen: seen.length,
        missing: ids.length - seen.length,
        allocation: allocation && {
          ...{ fromAt: allocation.fromAt, at: allocation.at, missing: allocation.missing },
          ...{ freeRao: String(allocation.freeRao), totalRao: String(allocation.totalRao) },
          subnets: allocation.subnets.map(({ netuid, name, spotRao }) => ({ netuid, name, spotRao: String(spotRao) })),
          rest: allocation.rest && { count: allocation.rest.count, spotRao: String(allocation.rest.spotRao) },
        },
      }
    },
    async change({ account }) {
      const { values, ids, place, now } = await look(account)
      const change = place && changeSince(values, place, ids, now)
      return change && { ...change, beforeRao: String(change.beforeRao), nowRao: String(change.nowRao) }
    },
    async rewards({ account, netuid, hotkey }) {
      const [{ values, place, now }, activity] = await Promise.all([look(account), wallet.activity.read()])
      if (!place) return null
      const own = touching(activity, place.genesisHash, account, { netuid, hotkey })
      const touched = (after: number, until: number) => own.some(([from, to]) => from < until && to > after)
      const found = rewardsOf(values, place, account, { netuid, hotkey }, touched, now)
      return (
        found && {
          ...{ fromAt: found.fromAt, at: found.at, before: String(found.beforeRao), after: String(found.afterRao) },
          ...{ moreAlpha: String(found.rewardAlphaRao), rewards: String(found.rewardRao), price: String(found.priceRao) },
          ...{ own: String(found.ownRao), unknown: String(found.unknownRao) },
          stretches: found.stretches.map((each) => ({
            ...{ fromAt: each.fromAt, at: each.at, kind: each.kind, alpha: String(each.alphaRao), price: String(each.priceRao) },
            moreAlpha: String(each.alphaRao - each.alphaBeforeRao),
            ...{ alphaPart: String(each.alphaPartRao), pricePart: String(each.pricePartRao) },
          })),
        }
      )
    },
    // In a turn of its own, like what is recorded. Older copies go as well, and what cannot be read.
    forgetValues: () =>
      wallet.whileOpen(async () => {
        await wallet.values.write(() => ({}))
        await wallet.values.clear()
      }),
  }
}
