import { decimalsOf, useAmountText } from '../../../ui'
import { maybeThousands } from '../../../units'
import { useWords } from '../../words'
import type { readAmount } from './judging'

/** The sign of a subnet's alpha, and how it is spoken; on root it is TAO. */
export function useAlphaOf(): (netuid: number) => { unit: string; spoken: string } {
  const { staking } = useWords()
  return (netuid) =>
    netuid === 0 ? { unit: 'τ', spoken: 'TAO' } : { unit: `SN${netuid}`, spoken: staking.alpha({ amount: 'alpha', netuid }) }
}

/** What is said below a typed amount: what is wrong with it, and how it was read where it could be read otherwise. */
export function useAmountSaid() {
  const { stake, moves } = useWords()
  const amountText = useAmountText()
  const hadText = useAmountText({ coverable: true })
  return {
    /** @param heldBlocks for how many more it is held on root, where it is */
    problem(problem: ReturnType<typeof readAmount>['problem'], max: bigint | undefined, unit: string, heldBlocks = 0): string | undefined {
      if (problem === 'not-amount') return stake.notAmount
      if (problem === 'zero') return stake.zero
      if (problem === 'too-much' && heldBlocks > 0) return moves.problems['stake-held']({ minimum: '' })
      return problem === 'too-much' && max !== undefined ? stake.notEnough({ max: hadText(max, 9, unit) }) : undefined
    },
    understood: (text: string, rao: bigint | undefined, unit: string): string | undefined =>
      rao !== undefined && maybeThousands(text) ? stake.understood({ amount: amountText(rao, decimalsOf(rao), unit) }) : undefined,
  }
}
