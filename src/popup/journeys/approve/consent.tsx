import { type ReactNode, useState } from 'react'
import { Button, type DangerLevel, Foot, LevelMark, PasswordField } from '../../../ui'
import { useTooStale } from '../../frame'
import { useLeaving } from '../../secret'
import { isTyped } from '../../typed'
import { useWords } from '../../words'
import { WordField } from '../stake/protection'
import { useCeremony } from './ceremony'

export type Answer = { password?: string; sure?: 'unprotected' }

/**
 * What it takes to say yes to one thing, by its level: a moment of unchanged, visible content; from D3 on also the end seen,
 * the password and a tick. What a site asks at whatever price there is takes the word of the form too. Refusing takes one press, always.
 * @param shown fingerprint of everything that is shown: another one begins everything again; undefined while something is still missing
 * @param ofChain whether it is for the chain: from a node that lags nothing is signed
 * @param line what the foot says when nothing is missing
 */
export function useConsent({
  shown = '',
  level,
  toTheEnd,
  ofChain = true,
  anyPrice = false,
  understand,
  line,
  refuse,
  agree,
  busy,
  onRefuse,
  onAgree,
}: {
  shown: string | undefined
  level: DangerLevel
  toTheEnd: boolean
  ofChain?: boolean
  anyPrice?: boolean
  understand: string
  line: string
  refuse: string
  agree: ReactNode
  busy: boolean
  onRefuse(): void
  onAgree(answer: Answer): void
}) {
  const { approve: say, stake, common } = useWords()
  const risky = level >= 3
  const { end, seen, left } = useCeremony(shown, risky, toTheEnd || risky || anyPrice)
  const nothing = { of: shown, word: '', password: '', ticked: false }
  const [typed, setTyped] = useState(nothing)
  const { word, password, ticked } = typed.of === shown ? typed : nothing
  useLeaving(() => setTyped(nothing))
  const change = (to: Partial<typeof typed>) => setTyped({ of: shown, word, password, ticked, ...to })

  const stale = useTooStale() && ofChain

  const missing = stale
    ? say.stale
    : !seen
      ? say.readToEnd
      : anyPrice && !isTyped(word, stake.unlimitedWord)
        ? say.needWord
        : risky && !password
          ? say.needPassword
          : risky && !ticked
            ? say.needTick
            : left > 0
              ? say.wait({ seconds: Math.ceil(left / 1_000) })
              : undefined
  return {
    end,
    /** Word, password and tick, the last thing on the page. */
    risk: (anyPrice || risky) && (
      <div className="stack">
        {anyPrice && <WordField word={word} onChange={change} />}
        {risky && (
          <>
            <PasswordField
              label={say.password}
              showLabel={common.showPassword}
              hideLabel={common.hidePassword}
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => change({ password: target.value })}
            />
            <label className="option option--lead">
              <input className="tick" type="checkbox" checked={ticked} onChange={({ target }) => change({ ticked: target.checked })} />
              <span>{understand}</span>
            </label>
          </>
        )}
      </div>
    ),
    foot: (
      <Foot>
        <p className="foot-note" id="consent">
          <LevelMark level={level} word={say.levels[level] ?? ''} />
          <span>{missing ?? line}</span>
        </p>
        <Button {...(risky ? { look: 'primary' as const } : {})} disabled={busy} onClick={onRefuse}>
          {refuse}
        </Button>
        <Button
          look={risky ? 'danger' : 'primary'}
          busy={busy}
          disabled={missing !== undefined}
          aria-describedby="consent"
          onClick={({ nativeEvent }) => {
            // A click that a script made is no consent.
            if (!nativeEvent.isTrusted || missing !== undefined) return
            onAgree({ ...(risky && { password }), ...(anyPrice && { sure: 'unprotected' }) })
          }}
        >
          {agree}
        </Button>
      </Foot>
    ),
  }
}
