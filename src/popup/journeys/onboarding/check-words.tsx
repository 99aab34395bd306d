import { useState } from 'react'
import { Button, Foot, Heading, PasswordField } from '../../../ui'
import { normalisePhrase, wordsFrom } from '../../../units'
import { Step, type StepHead } from '../../frame'
import { useSecret } from '../../secret'
import { useWords } from '../../words'

const ASKED = 3

/** Three different places of a phrase, in order, by the system's randomness. @param count how many words there are */
export function placesToAsk(count: number): number[] {
  const places = new Set<number>()
  const random = new Uint32Array(1)
  while (places.size < ASKED) {
    crypto.getRandomValues(random)
    places.add((random[0] as number) % count)
  }
  return [...places].sort((a, b) => a - b)
}

/** Proof that the words are on paper: three of them are typed again, and nothing but the right ones goes on. */
export function CheckWords({ list, onAgain, onDone, head }: { list: readonly string[]; onAgain(): void; onDone(): void; head: StepHead }) {
  const words = useWords().onboarding
  const [places] = useState(() => placesToAsk(list.length))
  const [typed, setTyped] = useSecret<Record<number, string>>({})
  const [left, setLeft] = useState<Record<number, boolean>>({})
  const read = (place: number) => normalisePhrase(typed[place] ?? '')
  const isRight = (place: number) => read(place) === list[place]
  const open = places.filter((place) => !isRight(place)).length

  /** Said only when the field was left: a word on its way to being right is no mistake. */
  const problem = (place: number): string | undefined => {
    const word = read(place)
    if (!word || isRight(place)) return undefined
    if (!wordsFrom(word, 1).length) return words.notOnList({ word })
    return left[place] ? words.otherWord({ number: place + 1 }) : undefined
  }
  return (
    <Step
      {...head}
      foot={
        <Foot>
          {open > 0 && <p className="foot-note">{words.stillWrong({ count: open })}</p>}
          <Button onClick={onAgain}>{words.again}</Button>
          <Button type="submit" form="check-words" look="primary" disabled={open > 0}>
            {words.continue}
          </Button>
        </Foot>
      }
    >
      <form
        id="check-words"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (open === 0) onDone()
        }}
      >
        <Heading>{words.checkTitle}</Heading>
        <p className="text">{words.checkText}</p>
        {places.map((place) => (
          <PasswordField
            key={place}
            label={words.word({ number: place + 1 })}
            showLabel={words.showWord}
            hideLabel={words.hideWord}
            value={typed[place] ?? ''}
            help={isRight(place) ? words.correct : undefined}
            error={problem(place)}
            onChange={({ target }) => setTyped({ ...typed, [place]: target.value })}
            onFocus={() => setLeft((old) => ({ ...old, [place]: false }))}
            onBlur={() => setLeft((old) => ({ ...old, [place]: true }))}
          />
        ))}
      </form>
    </Step>
  )
}
