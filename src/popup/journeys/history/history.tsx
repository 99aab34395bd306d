import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { ValuesAnswer } from '../../../messaging'
import { Amount, Button, Dialog, Facts, Icon, NumberTable, Segments, useAmountText, ValueChart } from '../../../ui'
import { useAccountById } from '../../accounts'
import { ask } from '../../background'
import { useAfter } from '../../clock'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { useChange, useValues } from '../../values'
import { useFormats, useWords } from '../../words'
import { Spread } from './spread'

type Span = ValuesAnswer['span']
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From which length on a time without a value is dashed. What is old is kept by the month. */
const gapOf = (span: Span, long: number): number =>
  ({ day: 3 * HOUR, week: 1.5 * DAY, month: 3 * DAY, year: 40 * DAY, all: (long > 400 * DAY ? 40 : 3) * DAY })[span]

/** What the accounts, or one of them, were worth over time and how that is spread, from what this wallet saw itself. */
export function History() {
  const { history: say, common } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  const [span, setSpan] = useState<Span>('all')
  const { answer, error, again } = useValues(id ?? null, span)
  const late = useAfter(300)
  const back = () => navigate(id === undefined ? '/' : `/accounts/${id}`)
  if (id !== undefined && account === null)
    return (
      <Step title={say.title} onBack={() => navigate('/')}>
        <p className="text">{say.gone}</p>
      </Step>
    )
  return (
    <Step title={say.title} onBack={back}>
      <ErrorBanner error={error} />
      {!answer && error === undefined && late && <p className="text">{common.loading}</p>}
      {answer && !answer.points.length && (
        <div className="empty">
          <Icon name="clock" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      )}
      {answer && answer.points.length > 0 && <Seen id={id ?? null} answer={answer} name={account?.name} onSpan={setSpan} />}
      {answer && answer.firstAt !== null && <Forget onDone={again} />}
    </Step>
  )
}

function Seen({
  id,
  answer,
  name,
  onSpan,
}: {
  id: string | null
  answer: ValuesAnswer
  name: string | undefined
  onSpan(span: Span): void
}) {
  const { history: say } = useWords()
  const formats = useFormats()
  const short = (at: number) => (answer.span === 'day' ? formats.age(at) : formats.day(at))
  const text = useAmountText({ coverable: true })
  const last = useAccountById(answer.last ?? undefined)
  const yesterday = useChange(id)
  const dots = answer.points.map(({ at, valueRao }) => ({ at, value: BigInt(valueRao) }))
  const [from, to, end] = [dots[0], dots.at(-1), answer.points.at(-1)]
  if (!from || !to || !end) return null
  /** From one amount to another: the difference, and how much of the first one that is. */
  const changed = (before: bigint, after: bigint) => {
    const part = before > 0n ? ` (${formats.grown(before, after)})` : ''
    return `${after > before ? '+' : ''}${text(after - before)}${part}`
  }
  const whose = name !== undefined ? say.of({ name }) : answer.missing ? say.some({ count: formats.number(answer.seen) }) : say.all
  const gap = gapOf(answer.span, to.at - from.at)
  const unseen = dots.some(({ at }, place) => place > 0 && at - (dots[place - 1]?.at ?? at) > gap)
  return (
    <>
      <section className="stack stack-12" aria-label={whose}>
        <div>
          <p>{whose}</p>
          <p className="note">{say.spot({ time: formats.minute(to.at) })}</p>
          <p>
            <Amount rao={to.value} look="hero" coverable />
          </p>
        </div>
        <Facts
          rows={[
            { label: say.exit, value: end.exitRao === null ? say.unknown : <Amount rao={BigInt(end.exitRao)} coverable /> },
            dots.length > 1 && {
              label: `${say.changed}, ${say.since({ time: short(from.at) })}`,
              value: changed(from.value, to.value),
            },
            yesterday &&
              yesterday.fromAt > from.at && {
                label: `${say.changed}, ${say.since({ time: formats.minute(yesterday.fromAt) })}`,
                value: changed(BigInt(yesterday.beforeRao), BigInt(yesterday.nowRao)),
              },
          ]}
        />
        {answer.spans.length > 1 && (
          <Segments
            label={say.span}
            name="span"
            value={answer.span}
            options={answer.spans.map((each) => ({ value: each, label: say.spans[each] }))}
            onChange={onSpan}
          />
        )}
        <ValueChart
          label={say.chart({
            ...{ whose, from: formats.minute(from.at), to: formats.minute(to.at) },
            ...{ before: text(from.value), after: text(to.value) },
          })}
          dots={dots}
          gap={gap}
          first={dots.length > 1 && `${short(from.at)} · ${text(from.value)}`}
          last={`${short(to.at)} · ${text(to.value)}`}
          table={say.asTable}
          count={say.times({ count: formats.number(dots.length), one: dots.length === 1 })}
        >
          <NumberTable
            caption={`${whose}, ${formats.minute(from.at)} – ${formats.minute(to.at)}`}
            head={[say.time, say.value, say.exitThen]}
            rows={answer.points.toReversed().map(({ at, valueRao, exitRao }) => ({
              key: String(at),
              name: formats.minute(at),
              numbers: [
                <Amount key="value" rao={BigInt(valueRao)} coverable />,
                exitRao === null ? say.unknown : <Amount key="exit" rao={BigInt(exitRao)} coverable />,
              ],
            }))}
          />
        </ValueChart>
        <p className="note">
          {unseen && `${say.gaps} `}
          {dots.length > 1 && say.changedNote}
        </p>
      </section>
      {answer.allocation && <Spread allocation={answer.allocation} time={formats.minute(answer.allocation.fromAt)} />}
      <div className="section">
        <h2>{say.recorded}</h2>
      </div>
      <div className="lines spaced">
        <p className="text">{say.own({ time: formats.minute(answer.firstAt ?? from.at) })}</p>
        {last && answer.allAt !== null && answer.allAt !== answer.firstAt && (
          <p className="text">{say.begins({ name: last.name, time: formats.minute(answer.allAt) })}</p>
        )}
        {answer.missing > 0 && <p className="text">{say.missing({ count: formats.number(answer.missing), one: answer.missing === 1 })}</p>}
      </div>
    </>
  )
}

/** Deletes what was recorded, after the person said so twice. */
function Forget({ onDone }: { onDone(): void }) {
  const { history: say, common } = useWords()
  const [sure, setSure] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const close = () => {
    setSure(false)
    forget()
  }
  return (
    <>
      <p className="spaced">
        <Button wide aria-haspopup="dialog" onClick={() => setSure(true)}>
          {say.forget}
        </Button>
      </p>
      {sure && (
        <Dialog title={say.forgetTitle} onClose={close}>
          <p className="text">{say.forgetText}</p>
          <ErrorBanner error={error} />
          <div className="foot-pair">
            <Button onClick={close}>{common.cancel}</Button>
            <Button
              look="danger"
              busy={busy}
              onClick={() =>
                void run(() => ask('forgetValues', undefined)).then((done) => {
                  if (!done) return
                  close()
                  onDone()
                })
              }
            >
              {say.forgetDo}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
