import type { StakeProblem } from '../../../messaging'
import { Banner, decimalsOf, useAmountText } from '../../../ui'
import { useWords } from '../../words'

/** A minimum as a sentence has it. @param minimum in rao of TAO */
function useMinimumText(): (minimum: string | null) => string {
  const amountText = useAmountText()
  return (minimum) => (minimum === null ? '' : amountText(BigInt(minimum), decimalsOf(BigInt(minimum))))
}

/** Why a position cannot be sold. @param minimum what a part of one must be worth, in rao of TAO */
export function useSayStuck(): (problem: StakeProblem | 'locked-part', minimum: string | null) => string {
  const { moves } = useWords()
  const minimumText = useMinimumText()
  const why: Partial<Record<StakeProblem | 'locked-part', (facts: { minimum: string }) => string>> = {
    ...moves.problems,
    ...moves.stuckWhy,
  }
  return (problem, minimum) => why[problem]?.({ minimum: minimumText(minimum) }) ?? ''
}

/** Why stake cannot go as it was asked. @param minimum what must be exceeded, in rao of TAO */
export function StakeStop({ problem, minimum }: { problem: StakeProblem; minimum: string | null }) {
  const { moves } = useWords()
  const minimumText = useMinimumText()
  return (
    <Banner box kind="caution" live>
      {moves.problems[problem]({ minimum: minimumText(minimum) })}
    </Banner>
  )
}

/** Where free TAO does not pay the network fee: that the chain takes it from the stake, or that the order fails of that. */
export function FeeFromStake({ fails }: { fails: boolean }) {
  const { moves } = useWords()
  if (!fails) return <p className="note">{moves.feeFromStake}</p>
  return (
    <Banner box kind="caution" live>
      {moves.failsOfFee}
    </Banner>
  )
}
