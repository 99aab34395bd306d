import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Calls, ranOf, type UtilityEvent } from './ran'

/** A call that does something, which fails or not, or one that holds others. */
type Tree = { fails: boolean } | { wrapper: 'batch' | 'batch_all' | 'force_batch' | 'if_else'; held: Tree[] }

function callsOf(tree: Tree): Calls {
  const calls: { path: number[] }[] = []
  const wrappers: { path: number[]; call: string }[] = []
  function visit(each: Tree, path: number[]): void {
    if ('fails' in each) calls.push({ path })
    else {
      wrappers.push({ path, call: `Utility.${each.wrapper}` })
      for (const [i, inner] of each.held.entries()) visit(inner, [...path, i])
    }
  }
  visit(tree, [])
  return { calls, wrappers }
}
const event = (name: string, index?: number): UtilityEvent => ({ name, index })
/** What the pallet does with it: which leaves ran, and the events that are left. A failure undoes both. */
function run(tree: Tree, path = ''): { ran: string[]; events: UtilityEvent[] } | 'failed' {
  if ('fails' in tree) return tree.fails ? 'failed' : { ran: [path], events: [] }
  const ran: string[] = []
  const events: UtilityEvent[] = []
  const took = (inner: ReturnType<typeof run>): boolean => {
    if (inner === 'failed') return false
    ran.push(...inner.ran)
    events.push(...inner.events)
    return true
  }
  const each = (i: number) => run(tree.held[i] as Tree, `${path}.${i}`)
  if (tree.wrapper === 'if_else') {
    if (took(each(0))) events.push(event('IfElseMainSuccess'))
    else if (took(each(1))) events.push(event('IfElseFallbackCalled'))
    else return 'failed'
    return { ran, events }
  }
  let errors = false
  for (const i of tree.held.keys()) {
    if (took(each(i))) events.push(event('ItemCompleted'))
    else if (tree.wrapper === 'batch_all') return 'failed'
    else if (tree.wrapper === 'batch') return { ran, events: [...events, event('BatchInterrupted', i)] }
    else {
      errors = true
      events.push(event('ItemFailed'))
    }
  }
  return { ran, events: [...events, event(errors ? 'BatchCompletedWithErrors' : 'BatchCompleted')] }
}
const pathOf = ({ path }: { path: readonly number[] }) => path.map((each) => `.${each}`).join('')

const good: Tree = { fails: false }
const bad: Tree = { fails: true }
const of = (wrapper: 'batch' | 'batch_all' | 'force_batch' | 'if_else', ...held: Tree[]): Tree => ({ wrapper, held })

describe('which calls ran', () => {
  test.each<[string, Tree, boolean[]]>([
    ['one alone', good, [true]],
    ['of two alternatives the first', of('if_else', good, good), [true, false]],
    ['of two alternatives the second', of('if_else', bad, good), [false, true]],
    ['a batch until it was interrupted', of('batch', good, bad, good), [true, false, false]],
    ['a batch as a whole', of('batch', good, good), [true, true]],
    ['of a batch that goes on what did not fail', of('force_batch', bad, good, bad), [false, true, false]],
    ['all of what is all or nothing', of('batch_all', good, good), [true, true]],
    ['nothing of an empty batch', of('batch'), []],
    ['a fallback that is a batch, in part', of('if_else', of('batch_all', good, bad), of('batch', good, bad)), [false, false, true, false]],
    ['what comes after alternatives', of('batch', of('if_else', bad, good), good, bad), [false, true, true, false]],
    ['a batch that was interrupted within another', of('batch', of('batch', good, bad), good), [true, false, true]],
  ])('%s', (_name, tree, ran) => {
    const done = run(tree)
    if (done === 'failed') throw new Error('it failed as a whole')
    expect(ranOf(callsOf(tree), done.events)).toEqual(ran)
  })

  test('is not known where events are missing, are too many, or are of others; nor where what held them is not known', () => {
    const tree = of('if_else', good, good)
    const calls = callsOf(tree)
    expect(ranOf(calls, [])).toBeNull()
    expect(ranOf(calls, [event('IfElseMainSuccess'), event('IfElseMainSuccess')])).toBeNull()
    expect(ranOf(calls, [event('ItemCompleted'), event('BatchCompleted')])).toBeNull()
    expect(ranOf({ ...calls, wrappers: [] }, [event('IfElseMainSuccess')])).toBeNull()
    expect(ranOf({ ...calls, wrappers: [{ path: [], call: 'Utility.of_tomorrow' }] }, [event('IfElseMainSuccess')])).toBeNull()
    expect(ranOf({ calls: [{ path: [] }], wrappers: [] }, [event('ItemCompleted')])).toBeNull()
    expect(ranOf(callsOf(of('batch', good, good)), [event('BatchInterrupted', 5)])).toBeNull()
  })

  test('of a thousand calls is found at once', () => {
    const tree = of('force_batch', ...Array.from({ length: 900 }, (_, i) => (i % 3 ? good : bad)))
    const done = run(tree)
    if (done === 'failed') throw new Error('it failed as a whole')
    expect(ranOf(callsOf(tree), done.events)?.filter((each) => each)).toHaveLength(600)
  })

  test('is never said wrongly, however calls hold each other and whichever fail', () => {
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.record({ fails: fc.boolean() }),
        fc.record({
          wrapper: fc.constantFrom('batch' as const, 'batch_all' as const, 'force_batch' as const),
          held: fc.array(tie('tree'), { maxLength: 4 }),
        }),
        fc.record({ wrapper: fc.constant('if_else' as const), held: fc.tuple(tie('tree'), tie('tree')).map((both): Tree[] => both) }),
      ),
    }))
    fc.assert(
      fc.property(tree, (each) => {
        const done = run(each)
        if (done === 'failed') return
        const calls = callsOf(each)
        const told = ranOf(calls, done.events)
        if (told) expect(told).toEqual(calls.calls.map((call) => done.ran.includes(pathOf(call))))
      }),
      { numRuns: 2_000 },
    )
  })
})
