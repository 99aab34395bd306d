import { type ReactNode, useState } from 'react'
import type { RequestView } from '../../../messaging'
import { Button, Checks, Foot, Heading, LevelBox } from '../../../ui'
import { useChosen } from '../../account'
import { AccountPicker } from '../../account-picker'
import { BlockSite } from '../../block-site'
import { Step, type StepHead } from '../../frame'
import { hasOtherLetters, Origin } from '../../site'
import { useWords } from '../../words'
import { useCeremony } from './ceremony'
import { fingerprint } from './facts'
import { Said } from './quote'

/** A site wants to see accounts: the person ticks which. */
export function Connect({
  request,
  head,
  busy,
  problem,
  onRefuse,
  onAgree,
}: {
  request: Extract<RequestView, { kind: 'connect' }>
  head: StepHead
  busy: boolean
  problem: ReactNode
  onRefuse(): void
  onAgree(accounts: string[]): void
}) {
  const { approve: say } = useWords()
  const chosen = useChosen()
  const offered = chosen && chosen.role === 'coldkey' && !chosen.hidden
  const [picked, setPicked] = useState<readonly string[]>(offered ? [chosen.id] : [])
  const { left } = useCeremony(fingerprint(request), false, false)
  return (
    <Step
      {...head}
      foot={
        <Foot>
          <p className="foot-note">{picked.length === 0 ? say.chooseOne : say.connectUntil}</p>
          <Button onClick={onRefuse}>{say.reject}</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={left > 0 || picked.length === 0}
            onClick={({ nativeEvent }) => nativeEvent.isTrusted && onAgree([...picked])}
          >
            {say.connectCount({ count: picked.length })}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        {problem}
        {(request.resembles !== null || hasOtherLetters(request.origin ?? '')) && (
          <LevelBox level={2}>
            <strong>{request.resembles === null ? say.otherLetters : say.resembles({ known: request.resembles })}</strong>
          </LevelBox>
        )}
        <Origin
          origin={request.origin ?? ''}
          sub={
            request.claims && (
              <>
                {say.claims} <Said text={request.claims} />
              </>
            )
          }
        />
        <Heading>{say.connectTitle}</Heading>
        <AccountPicker picked={picked} onPick={setPicked} />
        <Checks
          items={[
            { icon: 'check', text: say.sees },
            { icon: 'close', text: say.cannotMove },
            { icon: 'close', text: say.cannotSee },
          ]}
        />
        {request.origin !== null && <BlockSite origin={request.origin} />}
      </div>
    </Step>
  )
}
