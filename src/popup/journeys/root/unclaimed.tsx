import { useLocation } from 'wouter'
import type { RootDividendsView } from '../../../messaging'
import { Banner, Button, type DangerLevel, useAmountText } from '../../../ui'
import type { Asked } from '../../asked'
import { ask } from '../../background'
import { useNetwork } from '../../frame'
import { useMinutely } from '../../told'
import { useWords } from '../../words'
import { fingerprint, type Message, shortRisk, type Transaction } from '../approve/facts'
import { claimRoute, type Leaving, leavingBy, type Unclaimed, unclaimedOf, untoldBy } from './leaving'

/**
 * What becomes of dividends that were not claimed with root stake that leaves, undefined until it is known. Without a node nobody tells:
 * then not even how the chain keeps them is known.
 * @param leaving without any nothing is asked @param claimed as of unclaimedOf
 */
export function useUnclaimed(account: string, leaving: readonly Leaving[], claimed?: readonly number[]): Unclaimed | undefined {
  const { settled } = useNetwork()
  const asks = leaving.length > 0
  const found = useMinutely<NonNullable<Asked<RootDividendsView | null>>>(asks ? `${account} unclaimed` : undefined, () =>
    ask('rootDividends', { account }).then(
      (told) => ({ told }),
      (error: unknown) => ({ error }),
    ),
  )
  if (!asks) return { kind: 'none' }
  if (found?.told !== undefined) return unclaimedOf(found.told, leaving, claimed)
  return found || settled === 'offline' || settled === 'refused' ? untoldBy(found?.error) : undefined
}

/** The same of what is about to be signed. */
function useUnclaimedBy(request: Transaction | Message): Unclaimed | undefined {
  const facts = request.kind === 'transaction' ? request.explanation.leaves.map(({ fact }) => fact) : []
  const { leaving, claimed } = leavingBy(facts)
  return useUnclaimed(request.account.id, leaving, claimed)
}

/** What is weighed in a request beside its own risks: what would be lost is to be checked, and so is what nobody tells. */
export function useConsentTo(request: Transaction | Message) {
  const words = useWords()
  const unclaimed = useUnclaimedBy(request)
  const level: DangerLevel = request.kind === 'transaction' ? request.explanation.level : request.level
  const goes = unclaimed?.kind === 'lost' || unclaimed?.kind === 'untold'
  return {
    unclaimed,
    shown: unclaimed && fingerprint(request) + unclaimed.kind,
    level: goes && level < 2 ? 2 : level,
    line: goes && level < 2 ? words.root.leaving.short : shortRisk(words, request),
  } as const
}

/**
 * What goes with root stake, or stays, before anything is signed, and the way to claim it first.
 * @param first whose, what leaves, and where the way back leads, '/…'; absent where no way leads away
 */
export function UnclaimedNote({
  unclaimed,
  first,
}: {
  unclaimed: Unclaimed | undefined
  first?: { account: string; leaving: readonly Leaving[]; back: string }
}) {
  const { root: say } = useWords()
  const [, navigate] = useLocation()
  const amountText = useAmountText({ coverable: first !== undefined })
  if (unclaimed === undefined)
    return (
      <p className="text" role="status">
        {say.leaving.asking}
      </p>
    )
  if (unclaimed.kind === 'none') return null
  const amount = 'tao' in unclaimed && unclaimed.tao !== null ? amountText(unclaimed.tao) : ''
  if (unclaimed.kind === 'stays') return <Banner box>{say.leaving.stays({ amount })}</Banner>
  const { claimable } = unclaimed
  return (
    <Banner
      box
      kind="caution"
      live
      action={
        first &&
        claimable && (
          <Button small onClick={() => navigate(claimRoute(first.account, first.leaving, first.back))}>
            {say.leaving.first}
          </Button>
        )
      }
    >
      {unclaimed.kind === 'untold' ? say.leaving.untold({ claimable }) : say.leaving.lost({ amount, claimable })}
    </Banner>
  )
}
