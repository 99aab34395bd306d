import type { ReactNode } from 'react'
import { Button, decimalsOf, Foot, isLong, useAmountText } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { useConsent } from '../approve/consent'
import { fingerprint, shortRisk, type Transaction } from '../approve/facts'
import { TransactionBody } from '../approve/transaction'

/** The exact bytes of an own transfer, explained like anybody else's. */
export function Review({ id, onBack, onSent }: { id: string; onBack(): void; onSent(entry: string): void }) {
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
  return <Ready request={request} busy={busy} problem={problem} onRefuse={refuse} onAgree={agree} />
}

function Ready({
  request,
  busy,
  problem,
  onRefuse,
  onAgree,
}: {
  request: Transaction
  busy: boolean
  problem: ReactNode
  onRefuse(): void
  onAgree(answer: { password?: string }): void
}) {
  const words = useWords()
  const { send: say, approve } = words
  const amount = useAmountText()
  const { leaves, outflow } = request.explanation
  const several = leaves.length > 1
  const rao = outflow === null ? undefined : BigInt(outflow)
  const what = rao === undefined || isLong(rao) ? undefined : amount(rao, decimalsOf(rao))
  const sum =
    rao === undefined
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
    agree: sum,
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
