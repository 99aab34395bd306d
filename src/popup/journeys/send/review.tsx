import type { ReactNode } from 'react'
import { Button, decimalsOf, Foot, isLong, useAmountText } from '../../../ui'
import type { Fact } from '../../../units'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { useConsent } from '../approve/consent'
import { fingerprint, shortRisk, type Transaction } from '../approve/facts'
import { TransactionBody } from '../approve/transaction'

/** The exact bytes of an own order, explained like anybody else's. @param agree what the button says, if it is no payment */
export function Review({ id, agree: verb, onBack, onSent }: { id: string; agree?: string; onBack(): void; onSent(entry: string): void }) {
  const words = useWords()
  const request = useView('requests')?.items.find((each): each is Transaction => each.id === id && each.kind === 'transaction')
  const { busy, error, run } = useCommand()
  const problem = <ErrorBanner error={error} />
  if (!request)
    return (
      <Step
        title={words.send.reviewTitle}
        onBack={onBack}
        aside={<NetworkMark />}
        foot={
          <Foot one>
            <Button look="primary" onClick={onBack}>
              {words.send.back}
            </Button>
          </Foot>
        }
      >
        <div className="stack">{error !== undefined ? problem : !busy && <p className="text">{words.errors.gone({})}</p>}</div>
      </Step>
    )
  const agree = (answer: { password?: string }) =>
    void run(async () => {
      const { entry } = await ask('approve', { id, hash: request.hash, ...answer })
      if (entry) onSent(entry)
    })
  const refuse = () => {
    void ask('reject', { id }).catch(() => undefined)
    onBack()
  }
  return <Ready request={request} verb={verb} busy={busy} problem={problem} onRefuse={refuse} onAgree={agree} />
}

function Ready({
  request,
  verb,
  busy,
  problem,
  onRefuse,
  onAgree,
}: {
  request: Transaction
  verb: string | undefined
  busy: boolean
  problem: ReactNode
  onRefuse(): void
  onAgree(answer: { password?: string }): void
}) {
  const words = useWords()
  const { send: say, approve, stake } = words
  const amount = useAmountText()
  const { leaves, outflow } = request.explanation
  const several = leaves.length > 1
  const rao = outflow === null ? undefined : BigInt(outflow)
  const [only] = leaves
  const traded = several || !only ? undefined : tradedBy(only.fact)
  const what = rao === undefined || isLong(rao) ? undefined : amount(rao, decimalsOf(rao))
  const sum = traded
    ? stake[traded.say]({ amount: amount(traded.rao, isLong(traded.rao) ? 0 : decimalsOf(traded.rao), traded.unit) })
    : rao === undefined
      ? say.sendAll
      : what === undefined
        ? say.send
        : several
          ? say.sendMany({ amount: what, count: String(leaves.length) })
          : say.sendAmount({ amount: what })
  const consent = useConsent({
    shown: fingerprint(request),
    level: request.explanation.level,
    toTheEnd: false,
    understand: approve.understand,
    line: shortRisk(words, request),
    refuse: say.back,
    agree: verb ?? sum,
    busy,
    onRefuse,
    onAgree,
  })
  return (
    <Step title={say.reviewTitle} heading={false} onBack={onRefuse} aside={<NetworkMark />} foot={consent.foot}>
      <div className="stack">
        {problem}
        <TransactionBody request={request} origin={null} end={consent.end} />
        {consent.risk}
      </div>
    </Step>
  )
}

/** What an order of stake gives; undefined where it is none, or all that is there. */
function tradedBy(fact: Fact): { say: 'agreeBuy' | 'agreeSell'; rao: bigint; unit?: string } | undefined {
  if (fact.kind === 'stake') return { say: 'agreeBuy', rao: BigInt(fact.amount) }
  if (fact.kind !== 'unstake' || fact.alpha === null) return undefined
  return { say: 'agreeSell', rao: BigInt(fact.alpha), ...(fact.netuid === 0 ? {} : { unit: `SN${fact.netuid}` }) }
}
