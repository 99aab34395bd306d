import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { RequestView } from '../../../messaging'
import { Button, Foot, Heading, IconButton } from '../../../ui'
import { takesAnyPrice } from '../../../units'
import { ask, useView } from '../../background'
import { BlockSite } from '../../block-site'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, type StepHead } from '../../frame'
import { closeApprovalWindow } from '../../place'
import { Origin } from '../../site'
import { useWords } from '../../words'
import { useConsentTo } from '../root/unclaimed'
import { Connect } from './connect'
import { type Answer, useConsent } from './consent'
import { isLong, type Message, type Transaction } from './facts'
import { MessageBody } from './message'
import { TransactionBody } from './transaction'

/** What sites ask, one at a time, oldest first. The same screen in the approval window, the popup and a tab. */
export function Approve() {
  const words = useWords()
  const { approve: say } = words
  const [, navigate] = useLocation()
  const view = useView('requests')
  const [wanted, setWanted] = useState<string>()
  const { busy, error, run, forget } = useCommand()
  if (!view) return null
  const items = view.items.filter(({ origin }) => origin !== null)
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === wanted),
  )
  const request = items[at]
  const problem = <ErrorBanner error={error} />
  const leave = async () => {
    if (!(await closeApprovalWindow())) navigate('/')
  }
  if (!request)
    return (
      <Step
        title={say.title}
        heading={false}
        aside={<NetworkMark />}
        foot={
          <Foot one>
            <Button look="primary" onClick={() => void leave()}>
              {say.close}
            </Button>
          </Foot>
        }
      >
        <div className="stack">
          {problem}
          <Heading>{say.nothing}</Heading>
          {error === undefined && <p className="text">{say.nothingText}</p>}
        </div>
      </Step>
    )
  const go = (step: number) => {
    forget()
    setWanted(items[at + step]?.id)
  }
  const head: StepHead = {
    title: items.length > 1 ? say.titleOf({ at: at + 1, of: items.length }) : say.title,
    heading: false,
    aside: (
      <>
        {items.length > 1 && (
          <>
            <IconButton icon="back" label={say.previous} disabled={at === 0} onClick={() => go(-1)} />
            <IconButton icon="go" label={say.next} disabled={at === items.length - 1} onClick={() => go(1)} />
          </>
        )}
        <NetworkMark />
      </>
    ),
  }
  // What is answered must not be taken over by the next request: it gets a screen of its own.
  const refuse = () => void run(() => ask('reject', { id: request.id }))
  if (request.kind === 'connect')
    return (
      <Connect
        key={request.id}
        request={request}
        head={head}
        busy={busy}
        problem={problem}
        onRefuse={refuse}
        onAgree={(accounts) => void run(() => ask('approveConnect', { id: request.id, accounts }))}
      />
    )
  const agree = (answer: Answer) => void run(() => ask('approve', { id: request.id, hash: request.hash, ...answer }))
  return <Sign key={request.id} request={request} head={head} busy={busy} problem={problem} onRefuse={refuse} onAgree={agree} />
}

function Sign({
  request,
  head,
  busy,
  problem,
  onRefuse,
  onAgree,
}: {
  request: Transaction | Message
  head: StepHead
  busy: boolean
  problem: ReactNode
  onRefuse(): void
  onAgree(answer: Answer): void
}) {
  const words = useWords()
  const { approve: say } = words
  const isMessage = request.kind === 'message'
  const { unclaimed, ...weighed } = useConsentTo(request)
  const domain = isMessage ? request.risks.find(({ id }) => id === 'sign-in-elsewhere')?.facts.domain : undefined
  const consent = useConsent({
    ...weighed,
    toTheEnd: isLong(request),
    ofChain: !isMessage,
    anyPrice: !isMessage && takesAnyPrice(request.explanation.leaves),
    understand: !isMessage ? say.understand : domain ? say.understandSignIn({ domain }) : say.understandMessage,
    refuse: say.reject,
    agree: isMessage ? say.sign : say.approve,
    busy,
    onRefuse,
    onAgree,
  })
  const origin = <Origin origin={request.origin ?? ''} sub={visitOf(request, say)} />
  return (
    <Step {...head} foot={consent.foot}>
      <div className="stack">
        {problem}
        {isMessage ? (
          <MessageBody request={request} origin={origin} end={consent.end} />
        ) : (
          <TransactionBody request={request} unclaimed={unclaimed} origin={origin} end={consent.end} />
        )}
        {consent.risk}
        {request.origin !== null && <BlockSite origin={request.origin} />}
      </div>
    </Step>
  )
}

const visitOf = ({ firstTime }: Exclude<RequestView, { kind: 'connect' }>, say: { firstVisit: string; known: string }) =>
  firstTime ? say.firstVisit : say.known
