import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, ClaimEstimate, ClaimInput, RootDividendsView } from '../../../messaging'
import { Amount, Banner, Button, Facts, Foot, Icon, More, Section, useAmountText, Who } from '../../../ui'
import { KluisError } from '../../../units'
import { tileRole } from '../../account'
import { type Asked, useAsked } from '../../asked'
import { ask, newCommandId } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { isTyped } from '../../typed'
import { useFormats, useWords } from '../../words'
import { type Ordering, OrderOf } from '../orders/order'
import { hides, lacksEnvelope } from '../stake/order'
import { WordField } from '../stake/protection'
import { Shield } from '../stake/shield'
import { ChooseSubnets, ChooseValidator, mostValuable } from './choices'
import { Held } from './held'

/** What root stake of an account earned, and claiming it. */
export function Dividends() {
  const { root: say } = useWords()
  // What comes after the validator is where whoever claims first came from.
  const { id = '', hotkey, '*': from } = useParams<{ id: string; hotkey?: string; '*'?: string }>()
  const [, navigate] = useLocation()
  const back = from ? `/${from}` : `/accounts/${id}`
  return (
    <OrderOf id={id} title={say.title} onBack={() => navigate('/')} doneAt={back}>
      {(account, ordering) => <Waiting account={account} hotkey={hotkey} ordering={ordering} onBack={() => navigate(back)} />}
    </OrderOf>
  )
}

/** What is chosen: one validator, all (null), or subnets. undefined: nothing yet, so what this screen was opened for. */
type Chosen = { hotkey?: string | null; netuids?: readonly number[] }

function Waiting({
  account,
  hotkey,
  ordering,
  onBack,
}: {
  account: AccountView
  hotkey: string | undefined
  ordering: Ordering
  onBack(): void
}) {
  const { root: say, stake, common, send } = useWords()
  const { settled } = useNetwork()
  const found = useAsked(`${account.id} dividends`, () => ask('rootDividends', { account: account.id }))
  const [chosen, setChosen] = useState<Chosen>({})
  const [word, setWord] = useState('')
  /** As of an order of stake: where nobody said so, what it sells decides. */
  const [hidden, setHidden] = useState<boolean>()
  const told = found?.told ?? undefined
  const claim = told && claimOf(told, chosen, hotkey)
  const estimate = useAsked(claim && JSON.stringify([account.id, claim]), () =>
    claim ? ask('estimateClaim', { from: account.id, claim }) : Promise.reject(new KluisError('internal')),
  )
  const watched = account.role === 'watch'
  const costs = estimate?.told
  const open = costs?.sells === true
  const hiding = costs !== undefined && hides({ hidden }, costs)
  const advised = costs && withEnvelope(costs, hiding)
  const sure = isTyped(word, stake.unlimitedWord)
  const can = (of: ClaimEstimate | undefined) => of && !['nothing', 'dust', 'loss', 'poor'].includes(of.advice) && !watched
  const able = claim && can(costs)
  const paid = costs !== undefined && !lacksEnvelope({ hidden }, costs)
  const ready = claim && can(advised) && paid && (sure || !open) && settled === 'online'
  const choose = (to: Chosen) => {
    ordering.forget()
    // It is meant of what was chosen when it was typed.
    setWord('')
    setChosen(to)
  }
  const signing = () => ({ commandId: newCommandId(), from: account.id, hotkeyMeant: account.role === 'hotkey' })
  const protection = open ? ({ kind: 'none', sure: 'unprotected' } as const) : ({ kind: 'exact' } as const)
  const review = () => claim && ordering.order(() => ask('prepareClaim', { ...signing(), claim, protection, hidden: hiding }))
  return (
    <Step
      title={say.title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        claim && (
          <Foot one>
            {watched ? (
              <p className="foot-note">{say.watched}</p>
            ) : (
              settled !== 'online' && settled !== 'starting' && <p className="foot-note">{send.offline}</p>
            )}
            <Button look="primary" disabled={!ready} busy={ordering.busy} onClick={review}>
              {stake.review}
            </Button>
          </Foot>
        )
      }
    >
      <div className="stack">
        <ErrorBanner error={ordering.error} />
        <p className="note">
          <bdi>{account.name}</bdi>
        </p>
        {account.role === 'hotkey' && (
          <Banner kind="caution" box>
            {send.hotkeyBox}
          </Banner>
        )}
        {found === undefined && <p className="text">{settled === 'offline' || settled === 'refused' ? say.noNode : common.loading}</p>}
        {found?.error !== undefined && <NotTold error={found.error} />}
        {found?.told === null && <p className="text">{say.none}</p>}
        {told && (
          <>
            <Total told={told} />
            {told.one && told.validators.length > 0 && (
              <ChooseValidator
                told={told}
                value={(claim?.kind === 'one' ? claim.hotkey : null) ?? null}
                onChange={(each) => choose({ hotkey: each })}
              />
            )}
            {!told.one && <p className="note">{say.onlyAll}</p>}
            {told.mechanism === 'rates' && told.subnets.length > 0 && (
              <ChooseSubnets
                told={told}
                value={claim?.kind === 'subnets' ? claim.netuids : []}
                onChange={(netuids) => choose({ netuids })}
              />
            )}
            {claim && <Outcome estimate={estimate} told={told} advised={advised} envelope={hiding ? costs?.shield?.fee : null} />}
            {able && open && costs && (
              <section className="stack stack-8" aria-label={stake.protection}>
                <Banner box kind={sure ? 'danger' : 'caution'}>
                  <strong>{say.openTitle}</strong> {say.openText}
                </Banner>
                <WordField word={word} onChange={(typed) => setWord(typed.word)} />
                <Shield told={costs} order={{ hidden }} unlimited onChange={(change) => setHidden(change.hidden)} />
              </section>
            )}
            {told.type && (
              <Types
                type={told.type}
                busy={ordering.busy || watched || settled !== 'online'}
                onChange={(type) => ordering.order(() => ask('prepareClaimType', { ...signing(), type }))}
              />
            )}
            <How told={told} />
          </>
        )}
      </div>
    </Step>
  )
}

/** The same with what its envelope costs, where it goes in one: what that takes comes off what it brings. */
function withEnvelope(costs: ClaimEstimate, hiding: boolean): ClaimEstimate {
  const { shield, fee, leastFee, worth, advice } = costs
  if (!hiding || !shield?.fee) return costs
  const [all, least] = [fee, leastFee ?? 0].map((rao) => String(BigInt(rao) + BigInt(shield.fee ?? 0))) as [string, string]
  const loses = worth !== null && leastFee !== null && BigInt(worth) < BigInt(least)
  return { ...costs, fee: all, leastFee: leastFee && least, advice: loses && ['fine', 'costly'].includes(advice) ? 'loss' : advice }
}

/** What would be claimed; undefined where there is nothing to choose from. */
function claimOf(told: RootDividendsView, chosen: Chosen, opened: string | undefined): ClaimInput | undefined {
  if (told.mechanism === 'rates') {
    const netuids = chosen.netuids ?? mostValuable(told, opened)
    return netuids.length > 0 ? { kind: 'subnets', netuids: [...netuids] } : undefined
  }
  if (told.mechanism === 'untold') return { kind: 'all' }
  if (told.validators.length === 0) return undefined
  const hotkey = chosen.hotkey === undefined ? opened : chosen.hotkey
  const found = told.one ? told.validators.find((each) => each.hotkey === hotkey) : undefined
  const [only, more] = told.validators
  if (told.one && !found && only && !more) return { kind: 'one', hotkey: only.hotkey }
  return found ? { kind: 'one', hotkey: found.hotkey } : { kind: 'all' }
}

function NotTold({ error }: { error: unknown }) {
  const { root: say } = useWords()
  const code = error instanceof KluisError ? error.code : 'internal'
  if (code === 'offline') return <p className="text">{say.noNode}</p>
  return code === 'node-answer' ? <p className="text">{say.notTold}</p> : <ErrorBanner error={error} />
}

/** How much waits, or that nothing does. */
function Total({ told }: { told: RootDividendsView }) {
  const { root: say } = useWords()
  if (told.mechanism === 'untold') return <p className="text">{say.untold}</p>
  if (told.validators.length === 0)
    return (
      <div className="empty">
        <Icon name="stake" size={32} />
        <p className="lead">
          <strong>{say.nothing}</strong>
        </p>
        <p className="text">{say.nothingText}</p>
      </div>
    )
  const [only, more] = told.validators
  return (
    <>
      <div>
        <p className="note">{told.mechanism === 'rates' ? say.accruedSpot : say.accrued}</p>
        <p>{told.tao === null ? <span className="text">{say.unknown}</span> : <Amount rao={BigInt(told.tao)} look="hero" coverable />}</p>
      </div>
      {only && !more && (
        <Who
          publicKey={only.hotkey}
          address={only.address}
          role={tileRole('hotkey')}
          name={only.name === null ? say.unnamed : <bdi className="said">{only.name}</bdi>}
        />
      )}
    </>
  )
}

/** What a claim brings and costs, and whether to wait. */
function Outcome({
  estimate,
  told,
  advised,
  envelope = null,
}: {
  estimate: Asked<ClaimEstimate>
  told: RootDividendsView
  /** The estimate with what its envelope costs, and that in rao where it goes in one. */
  advised: ClaimEstimate | undefined
  envelope: string | null | undefined
}) {
  const { root: say, shield } = useWords()
  if (!estimate) return <p className="text">{say.counting}</p>
  if (!estimate.told || !advised) return <ErrorBanner error={estimate.error} />
  const { receives, kept, fee, free, atMost } = estimate.told
  const col = (rao: string, coverable = false) => <Amount rao={BigInt(rao)} decimals={9} look="col" coverable={coverable} />
  const nameOf = (netuid: number) => told.subnets.find((each) => each.netuid === netuid)
  return (
    <div className="stack stack-8" role="status">
      <Advice estimate={advised} />
      <Facts
        rows={[
          (kept.length === 0 || receives !== '0') && {
            label: atMost ? say.receivesAtMost : say.receives,
            value: receives === null ? say.unknown : col(receives, true),
            total: true,
          },
          ...kept.map(({ netuid, alpha }) => ({
            label: `${say.keeps}, ${nameOf(netuid)?.name ?? `SN${netuid}`}`,
            value: <Amount rao={BigInt(alpha)} decimals={9} look="col" unit={`SN${netuid}`} spoken="alpha" coverable />,
          })),
          { label: say.fee, value: col(fee) },
          envelope !== null && { label: shield.envelopeFee, value: col(envelope) },
          { label: say.free, value: col(free, true) },
        ]}
      />
      {atMost && <p className="note">{say.atMost}</p>}
      <p className="note">{say.feeNote}</p>
      {told.unlock !== null && <Held blocks={told.unlock}>{say.unlock}</Held>}
    </div>
  )
}

function Advice({ estimate: { advice, fee, leastFee, free, worth, worthFrom } }: { estimate: ClaimEstimate }) {
  const { root: say } = useWords()
  const formats = useFormats()
  const amount = useAmountText()
  const own = useAmountText({ coverable: true })
  const share = formats.percent(worth === null || worth === '0' ? 0 : Number((BigInt(fee) * 1_000_000n) / BigInt(worth)) / 1_000_000, 2)
  const text = say.advice[advice]({
    ...{ share, fee: amount(BigInt(fee), 9), least: amount(BigInt(leastFee ?? 0), 9) },
    ...{ free: own(BigInt(free), 9), brings: own(BigInt(worth ?? 0), 9), worth: amount(BigInt(worthFrom)) },
  })
  return (
    <Banner box kind={advice === 'fine' ? 'plain' : 'caution'} icon={['costly', 'dust', 'loss'].includes(advice) ? 'clock' : 'info'}>
      {text}
    </Banner>
  )
}

/** What becomes of dividends by rates, and the way to change it. */
function Types({
  type: { type, netuids },
  busy,
  onChange,
}: {
  type: NonNullable<RootDividendsView['type']>
  busy: boolean
  onChange(type: 'Swap' | 'Keep'): void
}) {
  const { root: say } = useWords()
  const other = type === 'Swap' ? 'Keep' : 'Swap'
  return (
    <>
      <Section title={say.type} />
      <p className="text">{type === 'KeepSubnets' ? say.typeSome({ subnets: netuids.join(', ') }) : say.typeText[type]}</p>
      <div className="cluster">
        <Button small disabled={busy} onClick={() => onChange(other)}>
          {say.typeInstead[other]}
        </Button>
      </div>
    </>
  )
}

function How({ told }: { told: RootDividendsView }) {
  const { root: say } = useWords()
  const amount = useAmountText()
  const rates = told.mechanism === 'rates'
  return (
    <More title={say.how} result="">
      <div className="stack stack-8">
        <p className="note">{rates ? say.rates : say.baskets}</p>
        <p className="note">{rates ? say.leaveRates : say.leaveBaskets}</p>
        {told.least !== null && <p className="note">{say.least({ amount: amount(BigInt(told.least), 9) })}</p>}
      </div>
    </More>
  )
}
