import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Exit, exitOf, exitsToAsk, type Held, portfolioOf, questionsOf, rememberExit, soldNow, spotRao } from '.'

const U64 = 2n ** 64n - 1n
const amount = fc.bigInt({ min: 0n, max: U64 })
const netuid = fc.integer({ min: 0, max: 6 })
const hotkey = fc.constantFrom('0xa', '0xb', '0xc')
const stake = fc
  .record({ hotkey, netuid, alphaRao: amount, blocks: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: undefined }) })
  .map(({ blocks, ...each }) => ({ ...each, heldBlocks: each.netuid === 0 ? blocks : undefined }))
const stakes = fc.uniqueArray(stake, {
  selector: (each) => `${each.netuid}/${each.hotkey}`,
  maxLength: 12,
})
const locks = fc
  .dictionary(fc.constantFrom('0', '1', '2'), amount)
  .map((each) => new Map(Object.entries(each).map(([at, rao]) => [Number(at), rao])))
const held = (id: string): fc.Arbitrary<Held> =>
  fc.record({ id: fc.constant(id), free: amount, reserved: amount, stakes: fc.option(stakes), lockedAlpha: fc.option(locks) })
const accounts = fc.integer({ min: 0, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => held(`0x${at}`))))
const prices = fc.uniqueArray(fc.tuple(netuid, amount), { selector: ([at]) => at }).map((each) => new Map(each))
const exit = (alphaRao: bigint, over: Partial<Exit> = {}): Exit => ({
  ...{ alphaRao, priceRao: 1_000n, taoRao: alphaRao / 2n, feeAlphaRao: 0n, slippageRao: 0n, block: 1, at: 0 },
  ...over,
})
const sum = (all: readonly bigint[]) => all.reduce((made, each) => made + each, 0n)

describe('the spot value', () => {
  test('is never rounded up, and is less than one rao off', () => {
    fc.assert(
      fc.property(amount, amount, (alpha, price) => {
        const spot = spotRao(alpha, price) as bigint
        expect(spot * 1_000_000_000n).toBeLessThanOrEqual(alpha * price)
        expect((spot + 1n) * 1_000_000_000n).toBeGreaterThan(alpha * price)
      }),
    )
  })
  test('is not zero where there is no price: it is not known', () => {
    expect(spotRao(5n, undefined)).toBeUndefined()
    expect(spotRao(5n, 0n)).toBe(0n)
  })
})

describe('a portfolio', () => {
  test('is the sum of its parts, whichever way they are added up', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        const all = portfolioOf(list, at)
        expect(all.total).toBe(all.free + all.reserved + all.root + all.subnets)
        expect(sum(all.parts.map(({ spot }) => spot ?? 0n))).toBe(all.root + all.subnets)
        const each = list.map((one) => portfolioOf([one], at))
        for (const field of ['free', 'reserved', 'root', 'subnets', 'total'] as const)
          expect(sum(each.map((one) => one[field]))).toBe(all[field])
        for (const part of all.parts) {
          expect(sum(part.of.map(({ alphaRao }) => alphaRao))).toBe(part.alphaRao)
          expect(sum(part.of.map(({ spot }) => spot ?? 0n))).toBe(part.spot ?? 0n)
        }
        for (const [on, sellable] of all.sellableOn)
          expect(sum(all.parts.filter((part) => part.netuid === on).map(({ alphaRao }) => alphaRao))).toBe(
            sellable + (all.lockedOn.get(on) ?? 0n),
          )
        expect(all.whole).toBe(list.every((one) => one.stakes !== null))
      }),
    )
  })
  test('offers nothing that is held on root, with whomever it is, and all else that no lock holds', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        const all = portfolioOf(list, at)
        const onRoot = list.flatMap(({ stakes }) => stakes ?? []).filter((each) => each.netuid === 0)
        for (const part of all.parts) {
          const own = onRoot.filter((each) => part.netuid === 0 && each.hotkey === part.hotkey)
          const held = own.filter(({ heldBlocks }) => heldBlocks)
          expect(part.sellableRao).toBeLessThanOrEqual(part.alphaRao - sum(held.map(({ alphaRao }) => alphaRao)))
          expect(part.heldBlocks).toBe(Math.max(0, ...held.map(({ heldBlocks = 0 }) => heldBlocks)))
        }
        const unlocked = portfolioOf(
          list.map((one) => ({ ...one, lockedAlpha: new Map() })),
          at,
        )
        const free = sum(onRoot.filter(({ heldBlocks }) => !heldBlocks).map(({ alphaRao }) => alphaRao))
        expect(unlocked.sellableOn.get(0) ?? 0n).toBe(free)
        expect(soldNow(unlocked, new Map()).rao).toBe(unlocked.free + unlocked.reserved + free)
      }),
    )
  })
  test('never says more than the whole amount at its price', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        for (const part of portfolioOf(list, at).parts)
          if (part.spot !== null) expect(part.spot).toBeLessThanOrEqual(spotRao(part.alphaRao, part.priceRao as bigint) as bigint)
      }),
    )
  })
  test('has every stake once, the most valuable first and those without a price last, in an order that does not depend on that of the accounts', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        const { parts } = portfolioOf(list, at)
        const places = parts.map((part) => `${part.netuid}/${part.hotkey}`)
        expect(new Set(places).size).toBe(places.length)
        for (const [i, part] of parts.entries()) {
          const next = parts[i + 1]
          if (next) expect((part.spot ?? -1n) >= (next.spot ?? -1n)).toBe(true)
          expect(part.spot === null).toBe(part.netuid !== 0 && !at.has(part.netuid))
        }
        expect(portfolioOf([...list].reverse(), at).parts.map((part) => `${part.netuid}/${part.hotkey}`)).toEqual(places)
      }),
    )
  })
  test('counts root one for one, whatever price was told for it', () => {
    const one: Held = { id: '0x1', free: 1n, reserved: 2n, stakes: [{ hotkey: '0xa', netuid: 0, alphaRao: 7n }], lockedAlpha: new Map() }
    expect(portfolioOf([one], new Map([[0, 5n]]))).toMatchObject({ root: 7n, total: 10n, subnets: 0n })
  })
  test('does not know what is locked where one account was not told of, or a price is missing', () => {
    const held = [1, 2].map((on) => ({ hotkey: '0xa', netuid: on, alphaRao: 9n }))
    const one = (lockedAlpha: Held['lockedAlpha']): Held => ({ id: '0x1', free: 0n, reserved: 0n, stakes: held, lockedAlpha })
    const at = new Map([[1, 2_000_000_000n]])
    expect(portfolioOf([one(new Map([[1, 5n]]))], at).locked).toBe(10n)
    expect(portfolioOf([one(new Map([[2, 5n]]))], at).locked).toBeNull()
    expect(portfolioOf([one(new Map()), one(null)], at).locked).toBeNull()
  })
  test('sells no more of a stake than its account has unlocked on the subnet, nothing of what is held, and of no account what another has locked', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        const all = portfolioOf(list, at)
        const free = (one: Held, on: number) => {
          const there = (one.stakes ?? []).filter((each) => each.netuid === on)
          const staked = sum(there.map(({ alphaRao }) => alphaRao))
          const held = sum(there.map(({ alphaRao, heldBlocks }) => (heldBlocks ? alphaRao : 0n)))
          const locked = (one.lockedAlpha?.get(on) ?? 0n) + held
          return locked > staked ? 0n : staked - locked
        }
        for (const [on, sellable] of all.sellableOn) expect(sellable).toBe(sum(list.map((one) => free(one, on))))
        for (const part of all.parts) {
          const most = part.of.map(({ id, alphaRao }) => {
            const one = list.find((each) => each.id === id) as Held
            const left = free(one, part.netuid)
            if (one.stakes?.some((each) => each.netuid === part.netuid && each.hotkey === part.hotkey && each.heldBlocks)) return 0n
            return left < alphaRao ? left : alphaRao
          })
          expect(part.sellableRao).toBe(sum(most))
        }
        if (all.locked !== null) expect(all.locked <= all.root + all.subnets).toBe(true)
      }),
    )
  })
})

describe('what would be there if all were sold', () => {
  const book = (list: readonly Held[]) => {
    const known = new Map<number, Exit[]>()
    for (const question of questionsOf(portfolioOf(list, new Map()))) known.set(question.netuid, [exit(question.alphaRao)])
    return known
  }
  test('is known for every position once each subnet was asked, and root never is', () => {
    fc.assert(
      fc.property(accounts, prices, (list, at) => {
        const all = portfolioOf(list, at)
        const questions = questionsOf(all)
        expect(questions.every((each) => each.netuid !== 0)).toBe(true)
        const subnets = [...all.sellableOn].filter(([on]) => on !== 0)
        expect(new Map(questions.map((each) => [each.netuid, each.alphaRao]))).toEqual(new Map(subnets))
        const sold = soldNow(all, book(list))
        expect(sold.known).toBe(sold.of)
        const root = all.sellableOn.get(0) ?? 0n
        expect(sold.rao).toBe(all.free + all.reserved + root + sum(subnets.map(([, alpha]) => alpha / 2n)))
        // Beside what a sale returns stands what the same was worth at the price of that sale, not at one of now.
        const then = all.parts.map(({ netuid, alphaRao, spot }) =>
          netuid !== 0 && (all.sellableOn.get(netuid) ?? 0n) > 0n ? spotRao(alphaRao, 1_000n) : spot,
        )
        expect(sold.spot).toBe(all.free + all.reserved + sum(then.map((each) => each ?? 0n)))
      }),
    )
  })
  test('says how much of it is known, counts what cannot be sold as nothing, and how old the oldest answer is', () => {
    const one: Held = {
      ...{ id: '0x1', free: 100n, reserved: 0n, lockedAlpha: new Map() },
      stakes: [1, 2, 3].map((on) => ({ hotkey: '0xa', netuid: on, alphaRao: 1_000n })),
    }
    const all = portfolioOf([one], new Map([1, 2, 3].map((on) => [on, 1_000_000_000n])))
    const sold = soldNow(
      all,
      new Map([
        [1, [exit(1_000n, { priceRao: 500_000_000n, at: 7 })]],
        [2, [exit(1_000n, { priceRao: 1_000_000_000n, taoRao: null, at: 5 })]],
      ]),
    )
    expect(sold).toEqual({ rao: 600n, spot: 1_600n, known: 2, of: 3, stuck: 1, at: 5 })
  })
  test('asks for what is not locked, and needs no answer to know that what is wholly locked cannot be sold', () => {
    const one: Held = {
      ...{ id: '0x1', free: 100n, reserved: 0n },
      stakes: [1, 2].map((on) => ({ hotkey: '0xa', netuid: on, alphaRao: 1_000n })),
      lockedAlpha: new Map([
        [1, 400n],
        [2, 5_000n],
      ]),
    }
    const all = portfolioOf([one], new Map([1, 2].map((on) => [on, 1_000_000_000n])))
    expect(all).toMatchObject({ locked: 1_400n, subnets: 2_000n })
    expect(exitsToAsk(questionsOf(all), new Map(), 0, 9)).toEqual([{ netuid: 1, alphaRao: 600n, priceRao: 1_000_000_000n }])
    expect(soldNow(all, new Map())).toEqual({ rao: 100n, spot: 1_100n, known: 1, of: 2, stuck: 1, at: null })
    // An answer to all of it is none to the part that can go.
    expect(soldNow(all, new Map([[1, [exit(1_000n)]]]))).toMatchObject({ known: 1, rao: 100n })
    expect(soldNow(all, new Map([[1, [exit(600n, { priceRao: 2_000_000_000n })]]]))).toMatchObject({
      known: 2,
      rao: 400n,
      spot: 3_100n,
      stuck: 1,
    })
  })
})

describe('questions about sales', () => {
  test('the most valuable is asked first, none twice, none that is answered, none without a price, and no more than are allowed', () => {
    fc.assert(
      fc.property(accounts, prices, fc.integer({ min: 0, max: 9 }), (list, at, most) => {
        const all = portfolioOf(list, at)
        const asked = exitsToAsk([...questionsOf(all), ...questionsOf(all)], new Map(), 0, most)
        const due = [...all.sellableOn].filter(([on, alpha]) => on !== 0 && alpha > 0n && at.has(on)).length
        expect(asked).toHaveLength(Math.min(most, due))
        const worth = asked.map(({ netuid: on }) => sum(all.parts.filter((part) => part.netuid === on).map(({ spot }) => spot ?? 0n)))
        for (const [i, each] of worth.entries()) expect(i === 0 || (worth[i - 1] as bigint) >= each).toBe(true)
        const known = new Map(questionsOf(all).map(({ netuid: on, alphaRao, priceRao = 0n }) => [on, [exit(alphaRao, { priceRao })]]))
        const few = Math.max(due - 1, 0)
        expect(exitsToAsk(questionsOf(all), known, 599_999, few)).toEqual([])
        expect(exitsToAsk(questionsOf(all), known, 600_000, few)).toHaveLength(few)
        // Where all fit, all are asked: their answers are of one block.
        expect(exitsToAsk(questionsOf(all), known, 599_999, due)).toHaveLength(due)
      }),
    )
  })
  test('what was never asked comes before what is old, and the oldest before the others', () => {
    const ask = (netuid: number) => ({ netuid, alphaRao: 1_000n, priceRao: 1_000n })
    const known = new Map([
      [1, [exit(1_000n, { at: 500 })]],
      [2, [exit(1_000n, { at: 100 })]],
      [3, [exit(1_000n, { at: 300 })]],
      [4, [exit(1_000n, { at: 900_000 })]],
    ])
    const order = exitsToAsk([1, 2, 3, 4, 6, 5].map(ask), known, 900_000, 5).map(({ netuid }) => netuid)
    expect(order).toEqual([6, 5, 2, 3, 1])
  })
  test('a change of up to a thousandth is no reason to ask again, of amount or price; more is, of a price after a minute', () => {
    const known = new Map([[1, [exit(1_000_000n, { priceRao: 1_000_000n })]]])
    const other = { netuid: 2, alphaRao: 5n, priceRao: 1n }
    const ask = (alphaRao: bigint, priceRao: bigint, now = 60_000) =>
      exitsToAsk([{ netuid: 1, alphaRao, priceRao }, other], new Map([...known, [2, [exit(5n, { priceRao: 1n, at: now })]]]), now, 1).length
    expect([ask(1_001_000n, 1_000_000n), ask(1_000_000n, 999_000n), ask(999_001n, 1_000_000n)]).toEqual([0, 0, 0])
    expect([ask(1_001_002n, 1_000_000n), ask(1_000_000n, 998_999n), ask(500_000n, 1_000_000n)]).toEqual([1, 1, 1])
    expect([ask(1_000_000n, 998_999n, 59_999), ask(1_001_002n, 1_000_000n, 1)]).toEqual([0, 1])
    // A clock that went back: nobody knows how old the answer is.
    expect(ask(1_000_000n, 1_000_000n, -1)).toBe(1)
  })
  test('an answer fits its amount and no other, and a newer one takes its place', () => {
    const first = rememberExit([exit(1_000_000n)], exit(500_000n))
    expect(first).toHaveLength(2)
    const second = rememberExit(first, exit(1_000_500n, { at: 9 }))
    expect(second).toHaveLength(2)
    expect(exitOf(second, 1_000_000n)?.at).toBe(9)
    expect(exitOf(second, 500_000n)?.at).toBe(0)
    expect(exitOf(second, 700_000n)).toBeUndefined()
    expect(exitOf(undefined, 1n)).toBeUndefined()
    let many: Exit[] = []
    for (let at = 0; at < 100; at++) many = rememberExit(many, exit(10n ** BigInt(at % 40), { at }))
    expect(many).toHaveLength(24)
    expect(many[0]?.at).toBe(99)
  })
})
