import { type ReactNode, useEffect, useRef } from 'react'
import { Button, decimalsOf, Foot, isLong, useAmountText } from '../../../ui'
import type { Words } from '../../../words'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { useConsent } from '../approve/consent'
import { isStaking, type Transaction } from '../approve/facts'
import { TransactionBody } from '../approve/transaction'
import { useConsentTo } from '../root/unclaimed'

/** How long a node has to say whether it took what was signed, before that is told as it is. Milliseconds. */
const PATIENCE = 3_000

/**
 * The exact bytes of an own order, explained like anybody else's; what the button says comes from them too. From the press on there is no
 * way back to the form: what is signed is on its way, whatever the page hears of it.
 * @param onSent as soon as the wallet knows of it, also where the answer was lost
 */
export function Review({ id, onBack, onSent }: { id: string; onBack(): void; onSent(entry: string): void }) {
  const words = useWords()
  const request = useView('requests')?.items.find((each): each is Transaction => each.id === id && each.kind === 'transaction')
  const { busy, error, run } = useCommand()
  const noted = useView('activity')?.first.find((each) => each.kind === 'own' && each.id === id)
  const signed = noted !== undefined
  const told = signed && !(noted.kind === 'own' && noted.status.phase === 'signed')
  const sent = useRef(onSent)
  sent.current = onSent
  useEffect(() => {
    if (!signed) return
    const timer = setTimeout(() => sent.current(id), told ? 0 : PATIENCE)
    return () => clearTimeout(timer)
  }, [id, signed, told])
  const problem = <ErrorBanner error={error} />
  if (!request || signed) {
    const leaving = busy || signed
    return (
      <Step
        title={words.send.reviewTitle}
        {...(leaving ? {} : { onBack })}
        aside={<NetworkMark />}
        foot={
          !leaving && (
            <Foot one>
              <Button look="primary" onClick={onBack}>
                {words.send.back}
              </Button>
            </Foot>
          )
        }
      >
        <div className="stack">
          {leaving ? (
            <p className="text" role="status">
              {words.send.leaving}
            </p>
          ) : error !== undefined ? (
            problem
          ) : (
            <p className="text">{words.errors.gone({})}</p>
          )}
        </div>
      </Step>
    )
  }
  const agree = (answer: { password?: string }) =>
    void run(async () => {
      const { entry } = await ask('approve', { id, hash: request.hash, ...answer })
      if (entry) sent.current(entry)
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
  const { unclaimed, ...weighed } = useConsentTo(request)
  const consent = useConsent({
    ...weighed,
    toTheEnd: false,
    understand: approve.understand,
    refuse: say.back,
    agree: agreeTo(words, request.explanation, amount),
    busy,
    onRefuse,
    onAgree,
  })
  return (
    <Step title={say.reviewTitle} heading={false} {...(busy ? {} : { onBack: onRefuse })} aside={<NetworkMark />} foot={consent.foot}>
      <div className="stack">
        {problem}
        <TransactionBody request={request} unclaimed={unclaimed} origin={null} end={consent.end} />
        {consent.risk}
      </div>
    </Step>
  )
}

type SayAmount = ReturnType<typeof useAmountText>
/** What agreeing does, short enough for a button: with its amount, where that is not too long. */
function agreeTo(words: Words, { leaves, outflow }: Transaction['explanation'], amount: SayAmount): string {
  const { send: say, staking } = words
  const short = (rao: bigint, unit?: string) => amount(rao, isLong(rao) ? 0 : decimalsOf(rao), unit)
  const facts = leaves.map(({ fact }) => fact)
  const [only] = facts.length === 1 ? facts : []
  if (only && isStaking(words, only)) {
    if (only.kind === 'stake') return staking.agree.stake({ amount: short(BigInt(only.amount)) })
    if (only.kind === 'unstake' && only.alpha !== null)
      return staking.agree.unstake({ amount: short(BigInt(only.alpha), only.netuid === 0 ? 'τ' : `SN${only.netuid}`) })
    return staking.agreeShort[only.kind]
  }
  if (facts.every((fact) => fact.kind === 'unstake')) return staking.agree.unstakeMany({ count: String(facts.length) })
  if (outflow === null) return say.sendAll
  const rao = BigInt(outflow)
  if (isLong(rao)) return say.send
  return facts.length > 1 ? say.sendMany({ amount: short(rao), count: String(facts.length) }) : say.sendAmount({ amount: short(rao) })
}
