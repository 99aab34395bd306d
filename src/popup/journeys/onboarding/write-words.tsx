import { useState } from 'react'
import { Button, Checks, Foot, Heading, Segments } from '../../../ui'
import { useCover } from '../../cover'
import { Step, type StepHead } from '../../frame'
import { useWords } from '../../words'

/** The words, to be written down. They are shown when asked for, and hidden again after a minute. */
export function WriteWords({
  list,
  onCount,
  onDone,
  head,
}: {
  list: readonly string[]
  onCount(count: 12 | 24): void
  onDone(): void
  head: StepHead
}) {
  const words = useWords().onboarding
  const { left, uncover, cover } = useCover()
  const [seen, setSeen] = useState(false)
  const shown = left > 0
  const show = () => {
    uncover()
    setSeen(true)
  }
  const choose = (value: string) => {
    cover()
    setSeen(false)
    onCount(value === '24' ? 24 : 12)
  }
  return (
    <Step
      {...head}
      foot={
        <Foot one>
          <Button look="primary" disabled={!seen} onClick={onDone}>
            {words.wrote}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading title={words.words}>{words.writeTitle({ count: list.length })}</Heading>
        <Segments
          label={words.count}
          name="count"
          value={String(list.length)}
          options={[
            { value: '12', label: words.counts.twelve },
            { value: '24', label: words.counts.twentyFour },
          ]}
          onChange={choose}
        />
        <p className="text">{words.writeText}</p>
        {shown ? (
          <ol className="words" translate="no" aria-label={words.words}>
            {list.map((word, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice; its place is its identity
              <li key={at}>{word}</li>
            ))}
          </ol>
        ) : (
          <div className="words--hidden">
            <div className="stack stack-8 centre">
              <p className="note">{words.hiddenText}</p>
              <Button icon="eye" onClick={show}>
                {words.show}
              </Button>
            </div>
          </div>
        )}
        {shown && (
          <div className="between">
            <Button look="quiet" small icon="eyeoff" onClick={cover}>
              {words.hide}
            </Button>
            <span className="note">{words.hiddenAfter}</span>
          </div>
        )}
        <Checks items={[{ icon: 'info', text: words.photo }]} />
      </div>
    </Step>
  )
}
