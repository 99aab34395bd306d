import type { ReactNode, Ref } from 'react'
import { Facts, Heading, LevelBox, More } from '../../../ui'
import { WhoAccount } from '../../account'
import { useFormats, useWords } from '../../words'
import { hexGroups, type Message } from './facts'
import { Quote } from './quote'

/** A message to sign: its text exactly as signed, who signs, and that nothing moves. */
export function MessageBody({ request, origin, end }: { request: Message; origin: ReactNode; end: Ref<HTMLDivElement> }) {
  const { approve: say } = useWords()
  const formats = useFormats()
  const { account, text, bytes, signIn, hash, risks } = request
  return (
    <div className="stack">
      {[...risks]
        .sort((a, b) => b.level - a.level)
        .map((risk) => (
          <LevelBox key={risk.id} level={risk.level >= 3 ? 3 : 2}>
            <strong>{say.headline({ level: say.levels[risk.level] ?? '', text: say.risks[risk.id](risk.facts) })}</strong>
          </LevelBox>
        ))}
      {origin}
      <div className="stack stack-8">
        <Heading>{signIn ? say.signInTitle({ domain: signIn.domain }) : say.messageTitle}</Heading>
        <p className="text">{signIn ? say.signInText({ account: account.name }) : say.messageText({ account: account.name })}</p>
        {signIn && signIn.expiresAt !== null && <Facts rows={[{ label: say.signInUntil, value: formats.minute(signIn.expiresAt) }]} />}
      </div>
      <div className="stack stack-8">
        <h2 className="label">{say.exactly}</h2>
        <Quote label={say.message} text={text ?? bytes} />
      </div>
      <div className="stack stack-8">
        <p className="note">{say.signedBy}</p>
        <WhoAccount account={account} />
      </div>
      <More title={say.bytes} result={say.wrappedShort({ count: formats.number((bytes.length - 2) / 2) })}>
        <p className="note">{say.wrappedNote}</p>
        <p className="note">{say.hashLabel}</p>
        <p className="mono-block" translate="no">
          {hexGroups(hash)}
        </p>
        <p className="mono-block" translate="no">
          {bytes}
        </p>
      </More>
      <div ref={end} />
    </div>
  )
}
