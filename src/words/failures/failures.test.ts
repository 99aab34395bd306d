import { existsSync, readFileSync } from 'node:fs'
import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, test } from 'vitest'
import { buildMetadata } from '../../../e2e/localnet/metadata'
import { failures as en, sentences as enSentences } from './en/all'
import { failures as nl, sentences as nlSentences } from './nl/all'
import { type Said, sentenceFor } from './said'
import { same } from './same'

// Finney's own metadata is a yardstick that is not ours to ship: what needs it is skipped, and says so, where it is absent.
const yardstick = '../shared/data/metadata-finney-424.scale'
const at = existsSync(yardstick)
const languages = [
  ['en', en, enSentences],
  ['nl', nl, nlSentences],
] as const

/** Names of all that can go wrong in a runtime: the errors of its pallets, and the families of sp_runtime's DispatchError. */
function errorNames({ lookup, pallets }: UnifiedMetadata): string[] {
  const variants = (id: number | undefined) => {
    const def = id === undefined ? undefined : lookup[id]?.def
    return def?.tag === 'variant' ? def.value : []
  }
  const ofPallets = pallets.flatMap(({ name, errors }) =>
    variants(typeof errors === 'number' ? errors : errors?.type).map((each) => `${name}.${each.name}`),
  )
  const dispatch = lookup.find(({ path }) => path.join('::') === 'sp_runtime::DispatchError')
  const families = variants(dispatch?.id).flatMap(({ name, fields }) => {
    const [inner] = fields
    return name === 'Module' ? [] : inner ? variants(inner.type).map((each) => `${name}.${each.name}`) : [name]
  })
  return [...ofPallets, ...families]
}
const local = errorNames(buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }).unified)
const real = at ? errorNames(unifyMetadata(decAnyMetadata(new Uint8Array(readFileSync(yardstick))))) : []

/** Errors that came after spec 424, or may come (chain.md 10.3). */
const later = [
  ...['RootStakeLocked', 'RootClaimTooHeavy', 'BasketDepositPending', 'BasketHasNoWeights', 'BasketMinOutNotMet'],
  ...['BasketTradingDisabled', 'BasketTradingFrozen', 'BasketTurnoverBudgetExceeded', 'BasketLiquidityCapExceeded'],
  ...['BasketConcentrationCapExceeded', 'BasketSameSubnet', 'BasketSwapBatchEmpty', 'BetaBasketSeedInProgress'],
  ...['ColdkeySwapTooHeavy', 'ColdkeyCollateralIncomplete', 'ColdkeyCollateralPositionsFull', 'TooManyParents'],
  ...['CommitPayloadTooLarge', 'CommitQueueFull'],
].map((name) => `SubtensorModule.${name}`)
const ofPalletsToCome = ['AccountPolicyViolation', 'AliasCollision', 'BelowMinimumBorrow', 'BorrowingLimit'].map(
  (each) => `Lending.${each}`,
)

describe.each(languages)('what failed on the chain (%s)', (_language, failures, sentences) => {
  const without = (names: readonly string[]) => names.filter((name) => sentenceFor(sentences, name) === undefined)
  const all = Object.entries(sentences.modules).flatMap(([pallet, group]) =>
    Object.entries(group).map(([name, said]) => [`${pallet}.${name}`, said] as const),
  )

  test('every error of the localnet’s metadata has a sentence', () => {
    expect(local.length).toBeGreaterThan(200)
    expect(without(local)).toEqual([])
  })

  describe.skipIf(!at)(`finney at spec 424${at ? '' : ' (skipped: the yardstick is not here)'}`, () => {
    test('every error of its 28 pallets and of every family has a sentence', () => {
      expect(real.length).toBe(362 + 39)
      expect(without(real)).toEqual([])
    })
    test('no sentence is kept for an error that neither finney nor anything to come has', () => {
      const known = new Set([...real, ...later, ...same.values()].map((name) => (name.includes('.') ? name : `plain.${name}`)))
      const kept = all.map(([name]) => name).filter((name) => !name.startsWith('anywhere.') && !known.has(name))
      expect(kept).toEqual(afterwards.map((name) => `SubtensorModule.${name}`))
    })
  })
  /** Named by the source after spec 424, and in no released list that is at hand. */
  const afterwards = [
    ...['InsufficientAlphaBalance', 'TooManyRootClaimHotkeys', 'TooManyStakingHotkeys', 'KeepStakeBlockedByCollateral'],
    ...['EvmKeyAssociationLimitExceeded', 'InvalidBatchLength', 'RootWeightCapExceeded', 'StartCallNotReady'],
    ...['SubnetBuybackRateLimitExceeded', 'NetworkDissolveAlreadyQueued', 'WaitingForDissolvedSubnetCleanup'],
    ...['NoChallengeToAnswer', 'SubnetChallengeInProgress', 'NoQueuedRegistration', 'LockIdOverFlow'],
  ]

  test('what came after spec 424, and what may come in a pallet without a name, has a sentence', () => {
    expect(without([...later, ...ofPalletsToCome])).toEqual([])
  })

  test('two errors have one sentence only where that is meant', () => {
    const whats = all.map(([, [what]]) => what)
    expect(whats.filter((what, place) => whats.indexOf(what) !== place)).toEqual([])
    for (const [name, kept] of same) {
      const [pallet = '', error = ''] = name.split('.')
      // One of the two is never reached.
      expect(Object.keys(sentences.modules[pallet] ?? {}), name).not.toContain(error)
      expect(sentenceFor(sentences, kept), kept).toBeDefined()
    }
  })

  test('every sentence is whole: it begins with a capital, ends with a full stop, and nothing is left to be filled in', () => {
    const refused: (readonly [string, Said])[] = [...Object.entries(sentences.refusals), ...Object.entries(sentences.customs)]
    for (const [name, parts] of [...all, ...refused])
      for (const part of parts) {
        expect(part, name).toMatch(/^\p{Lu}.*\.$/su)
        expect(part, name).not.toMatch(/[{}$<>!]|undefined|TODO|\.\.| {2}/)
        expect(part.length, name).toBeLessThan(200)
      }
  })

  test('an error says what happened, what it means for the money, and what to do, in this order', () => {
    const [what, todo] = sentenceFor(sentences, 'Token.FundsUnavailable') as Said
    const said = failures.failed('Token.FundsUnavailable')
    expect(said.startsWith(what)).toBe(true)
    expect(said.endsWith(todo)).toBe(true)
    expect(said.slice(what.length, -todo.length).trim()).toMatch(/\.$/)
    expect(failures.failed('Balances.InsufficientBalance')).toBe(said)
    expect(failures.part('Token.FundsUnavailable')).toContain(what)
    expect(failures.part('Token.FundsUnavailable')).not.toContain(said)
  })

  test('an error that nobody foretold shows its name and what helps in general', () => {
    for (const say of [failures.failed, failures.part]) {
      expect(say('Novelty.NeverSeen')).toContain('Novelty.NeverSeen')
      expect(say('Novelty.NeverSeen')).toContain(sentences.frames.unknown({ name: 'Novelty.NeverSeen' })[1])
    }
    for (const name of ['', '?', 'Balances.?', '?.?']) {
      expect(failures.failed(name)).toContain(sentences.frames.nameless[0])
      expect(failures.failed(name)).not.toContain('?')
    }
    for (const name of ['Balances.constructor', '__proto__.toString', 'constructor.name', 'Token.__proto__'])
      expect(failures.failed(name)).toContain(name)
  })
})

test('both languages have the same sentences, and neither has one of the other’s', () => {
  const shape = ({ modules, refusals, customs }: typeof enSentences) => [
    Object.entries(modules).map(([pallet, group]) => [pallet, Object.keys(group)]),
    Object.keys(refusals),
    Object.keys(customs),
  ]
  expect(shape(nlSentences)).toEqual(shape(enSentences))
  for (const name of [...local, ...later]) {
    const [first, second] = [sentenceFor(enSentences, name), sentenceFor(nlSentences, name)]
    for (const part of [0, 1] as const) expect(first?.[part], name).not.toBe(second?.[part])
  }
})
