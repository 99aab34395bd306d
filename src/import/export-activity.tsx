import { useState } from 'react'
import type { AccountView, ActivityCoverage, ActivityItem, NetworkId } from '../messaging'
import { AccountWindow, ask, ErrorBanner, everyAccount, Step, useCommand, useFormats, useSearch, useView, useWords } from '../popup'
import { Banner, Button, Checks, Foot, Heading, SwitchOption, TextField } from '../ui'
import { type Csv, type CsvFormat, type CsvOrder, csvName, csvOf, DAY_MS, dayStart, type Missing, missingOf, watchedRows } from './csv'
import { PickAccount } from './pick-account'
import { FileReady, SaveFile, type Written } from './save'

const FORMATS = ['koinly', 'cointracker', 'plain'] as const
const NETWORKS = ['finney', 'testnet', 'local'] as const
const PAGE = 200
/** How many reasons why a list is not complete are said one by one. */
const MOST_REASONS = 6

/** All of the activity of a network. What comes while it is read moves the pages on, so that nothing is passed over. */
async function everything(network: NetworkId): Promise<ActivityItem[]> {
  const all = new Map<string, ActivityItem>()
  const find = { text: '', account: null, kind: 'all', state: 'all', network, dust: true } as const
  for (let from = 0; ; from += PAGE) {
    const { total, items } = await ask('activityPage', { from, count: PAGE, find })
    for (const each of items) all.set(each.id, each)
    if (from + PAGE >= total) return [...all.values()]
  }
}

type Made = { file: Written; csv: Csv; missing: Missing[]; watched: { account: string; since: number }[]; complete: boolean }

/** The activity as a list for tax tools, that says whether it is complete. */
export function ExportActivity() {
  const words = useWords()
  const { ledger: say } = words
  const contacts = useView('contacts')?.items ?? []
  const chosenNetwork = useView('network')?.id ?? 'finney'
  const search = useSearch('all')
  const [some, setSome] = useState(false)
  const [picked, setPicked] = useState<ReadonlyMap<string, AccountView>>(() => new Map())
  const [network, setNetwork] = useState<NetworkId>()
  const [format, setFormat] = useState<CsvFormat>('koinly')
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  const [made, setMade] = useState<Made & { names: ReadonlyMap<string, string> }>()
  const { busy, error, run, forget } = useCommand()
  const from = dayStart(first)
  const lastStart = dayStart(last)
  const until = lastStart === null ? null : lastStart + DAY_MS
  const backwards = from !== null && until !== null && from >= until
  const ready = !backwards && (!some || picked.size > 0)

  const make = () =>
    void run(async () => {
      const accounts = await everyAccount(ask)
      const names = new Map([...contacts, ...accounts].map(({ id, name }) => [id, name]))
      const meant = network ?? chosenNetwork
      const ids = new Set(some ? picked.keys() : accounts.map(({ id }) => id))
      const order: CsvOrder = { format, accounts: ids, days: { from, until }, network: meant }
      const items = await everything(meant)
      const coverage: ActivityCoverage = await ask('activityCoverage', { network: meant })
      const nameOf = (id: string) => names.get(id) ?? ''
      const csv = csvOf(items, order, say.lines, nameOf, format === 'plain' ? watchedRows(coverage, order, nameOf) : [])
      const missing = missingOf(coverage, order)
      const lacking = new Set(missing.map(({ account }) => account))
      const watched = [...ids].flatMap((account) => {
        const since = coverage.accounts[account]?.since.at
        return since === undefined || lacking.has(account) ? [] : [{ account, since }]
      })
      const complete = missing.length === 0 && csv.open === 0 && csv.unclear === 0
      const file = { name: csvName(order, complete, Date.now()), bytes: new TextEncoder().encode(csv.text) }
      setMade({ file, csv, missing, watched, complete, names })
    })
  if (made) return <Ready made={made} names={made.names} />
  const pick = (account: AccountView, on: boolean) => {
    const next = new Map(picked)
    if (on) next.set(account.id, account)
    else next.delete(account.id)
    forget()
    setPicked(next)
  }
  return (
    <Step
      network={false}
      title={say.csvBar}
      heading={false}
      foot={
        <Foot one>
          {!ready && (
            <p className="foot-note" role="status">
              {backwards ? say.spanWrong : say.needsAccount}
            </p>
          )}
          <Button type="submit" form="ledger" look="primary" busy={busy} disabled={!ready}>
            {say.make}
          </Button>
        </Foot>
      }
    >
      <form
        id="ledger"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) make()
        }}
      >
        <Heading>{say.csvTitle}</Heading>
        <p className="text">{say.csvText}</p>
        <fieldset className="stack stack-8">
          <legend className="label">{say.format}</legend>
          {FORMATS.map((each) => (
            <Choice key={each} name="format" label={say.formats[each]} checked={format === each} onPick={() => setFormat(each)} />
          ))}
        </fieldset>
        <fieldset className="stack stack-8">
          <legend className="label">{say.network}</legend>
          {NETWORKS.map((each) => (
            <Choice
              key={each}
              name="network"
              label={words.common.networks[each]}
              checked={(network ?? chosenNetwork) === each}
              onPick={() => setNetwork(each)}
            />
          ))}
        </fieldset>
        <fieldset className="stack stack-8">
          <legend className="label">{say.span}</legend>
          <p className="note">{say.spanHelp}</p>
          <TextField
            label={say.fromDay}
            type="date"
            value={first}
            onChange={({ target }) => setFirst(target.value)}
            error={backwards ? say.spanWrong : undefined}
          />
          <TextField label={say.toDay} type="date" value={last} onChange={({ target }) => setLast(target.value)} />
        </fieldset>
        <fieldset>
          <legend className="label">{say.whichAccounts}</legend>
          <SwitchOption label={say.chooseAccounts} checked={some} onChange={setSome} />
          {some && (
            <AccountWindow search={search} boxed>
              {(account) => <PickAccount account={account} picked={picked.has(account.id)} onPick={(on) => pick(account, on)} />}
            </AccountWindow>
          )}
        </fieldset>
        <ErrorBanner error={error} />
      </form>
    </Step>
  )
}

function Choice({ name, label, checked, onPick }: { name: string; label: string; checked: boolean; onPick(): void }) {
  return (
    <label className="option option--lead">
      <input className="tick" type="radio" name={name} checked={checked} onChange={onPick} />
      <span>{label}</span>
    </label>
  )
}

/** The list, and how much of what happened is in it, account by account. */
function Ready({ made: { file, csv, missing, watched, complete }, names }: { made: Made; names: ReadonlyMap<string, string> }) {
  const { ledger: say } = useWords()
  const formats = useFormats()
  const counted = (count: number) => ({ count, text: formats.number(count) })
  const moment = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 16)
  const sentenceOf = (each: Missing) => {
    const name = names.get(each.account) ?? ''
    if ('from' in each) return say.gap({ name, from: moment(each.from), to: moment(each.to) })
    if ('until' in each) return say.untilOnly({ name, until: moment(each.until) })
    return each.since === null ? say.never({ name }) : say.sinceOnly({ name, since: moment(each.since) })
  }
  const few = <T,>(all: readonly T[], tell: (each: T) => string) => [
    ...all.slice(0, MOST_REASONS).map(tell),
    ...(all.length > MOST_REASONS ? [say.more(counted(all.length - MOST_REASONS))] : []),
  ]
  const lacks = [
    ...(csv.open > 0 ? [say.open(counted(csv.open))] : []),
    ...(csv.unclear > 0 ? [say.unclear(counted(csv.unclear))] : []),
    ...few(missing, sentenceOf),
  ]
  const whole = few(watched, ({ account, since }) => say.wholeSince({ name: names.get(account) ?? '', since: moment(since) }))
  return (
    <FileReady title={say.csvBar} text={csv.count === 0 ? say.empty : say.readyRows(counted(csv.count))}>
      {complete ? (
        <Banner box icon="check">
          <strong>{say.complete}.</strong> {say.completeText}
        </Banner>
      ) : (
        <Banner kind="caution" box>
          <strong>{say.incomplete}.</strong> {say.ownComplete}
        </Banner>
      )}
      <Checks
        items={[...lacks.map((text) => ({ icon: 'info' as const, text })), ...whole.map((text) => ({ icon: 'check' as const, text }))]}
      />
      <SaveFile file={file} accounts={[]} />
      <p className="note">{say.timeNote}</p>
      <p className="note">{say.ownNote}</p>
    </FileReady>
  )
}
