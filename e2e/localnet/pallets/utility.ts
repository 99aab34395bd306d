import { derivedAccount } from '../accounts'
import { badOrigin, type Call, type Context, type Origin, outcome, type Pallet, Refusal, root } from '../pallet'

const CALL = 'node_subtensor_runtime::RuntimeCall'
const LIMIT = 10_922
type Calls = { calls: Call[] }

function check({ origin, refuse }: Context, calls: Call[]): void {
  if (origin.kind === 'none') throw badOrigin()
  if (calls.length > LIMIT) throw refuse('Utility', 'TooManyCalls')
}
const errorOf = (error: unknown) => {
  if (error instanceof Refusal) return error.error
  throw error
}
type As = { as_origin: { value: { type: string; value: unknown } }; call: Call }
function originOf({ as_origin: { value } }: As): Origin {
  if (value.type === 'Signed') return { kind: 'signed', who: value.value as string }
  return { kind: value.type === 'Root' ? 'root' : 'none' }
}

export const utility: Pallet = {
  name: 'Utility',
  index: 11,
  calls: {
    path: 'pallet_subtensor_utility::pallet::Call',
    body: `enum 0 batch{calls: Vec<${CALL}>} | 1 as_derivative{index: u16, call: ${CALL}} | 2 batch_all{calls: Vec<${CALL}>} | 3 dispatch_as{as_origin: node_subtensor_runtime::OriginCaller, call: ${CALL}} | 4 force_batch{calls: Vec<${CALL}>} | 5 with_weight{call: ${CALL}, weight: sp_weights::weight_v2::Weight} | 6 if_else{main: ${CALL}, fallback: ${CALL}} | 7 dispatch_as_fallible{as_origin: node_subtensor_runtime::OriginCaller, call: ${CALL}}`,
  },
  events: {
    path: 'pallet_subtensor_utility::pallet::Event',
    body: 'enum 0 BatchInterrupted{index: u32, error: sp_runtime::DispatchError} | 1 BatchCompleted | 2 BatchCompletedWithErrors | 3 ItemCompleted | 4 ItemFailed{error: sp_runtime::DispatchError} | 5 DispatchedAs{result: Result<(), sp_runtime::DispatchError>} | 6 IfElseMainSuccess | 7 IfElseFallbackCalled{main_error: sp_runtime::DispatchError}',
  },
  errors: { path: 'pallet_subtensor_utility::pallet::Error', body: 'enum 0 TooManyCalls | 1 InvalidDerivedAccount' },
  storage: [],
  constants: [{ name: 'batched_calls_limit', type: 'u32', value: LIMIT }],
  weight: (_name, args, weigh) => {
    const inner = ['calls', 'call', 'main', 'fallback'].flatMap((key) => (args[key] as Call | Call[] | undefined) ?? [])
    return 30_000_000n + inner.reduce((sum, each) => sum + weigh(each), 0n)
  },
  run: {
    batch: (context, { calls }: Calls) => {
      check(context, calls)
      for (const [index, call] of calls.entries()) {
        try {
          context.dispatch(call, context.origin, true)
        } catch (error) {
          return context.deposit('Utility', 'BatchInterrupted', { index, error: errorOf(error) })
        }
        context.deposit('Utility', 'ItemCompleted')
      }
      context.deposit('Utility', 'BatchCompleted')
    },
    batch_all: (context, { calls }: Calls) => {
      check(context, calls)
      for (const call of calls) {
        context.dispatch(call, context.origin, true)
        context.deposit('Utility', 'ItemCompleted')
      }
      context.deposit('Utility', 'BatchCompleted')
    },
    force_batch: (context, { calls }: Calls) => {
      check(context, calls)
      let failed = false
      for (const call of calls) {
        try {
          context.dispatch(call, context.origin, true)
          context.deposit('Utility', 'ItemCompleted')
        } catch (error) {
          failed = true
          context.deposit('Utility', 'ItemFailed', { error: errorOf(error) })
        }
      }
      context.deposit('Utility', failed ? 'BatchCompletedWithErrors' : 'BatchCompleted')
    },
    as_derivative: (context, { index, call }: { index: number; call: Call }) => {
      if (context.origin.kind !== 'signed') throw badOrigin()
      context.dispatch(call, { ...context.origin, who: derivedAccount(context.origin.who, index) }, context.insideBatch)
    },
    if_else: (context, { main, fallback }: { main: Call; fallback: Call }) => {
      if (context.origin.kind === 'none') throw badOrigin()
      let failure: unknown
      try {
        context.dispatch(main, context.origin, context.insideBatch)
      } catch (error) {
        failure = errorOf(error)
      }
      if (failure === undefined) return context.deposit('Utility', 'IfElseMainSuccess')
      context.dispatch(fallback, context.origin, context.insideBatch)
      context.deposit('Utility', 'IfElseFallbackCalled', { main_error: failure })
    },
    dispatch_as: (context, args: As) => {
      root(context)
      context.deposit('Utility', 'DispatchedAs', { result: outcome(() => context.dispatch(args.call, originOf(args), false)) })
    },
    dispatch_as_fallible: (context, args: As) => {
      root(context)
      context.dispatch(args.call, originOf(args), false)
      context.deposit('Utility', 'DispatchedAs', { result: { success: true, value: undefined } })
    },
    with_weight: (context, { call }: { call: Call }) => {
      root(context)
      context.dispatch(call, context.origin, false)
    },
  },
}
