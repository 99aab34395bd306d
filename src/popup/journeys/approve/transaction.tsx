import { Fragment, type ReactNode, type Ref } from 'react'
import type { LeafView } from '../../../messaging'
import { Amount, Badge, Facts, FullAddress, Heading, InToken, LevelBox, LevelMark, More, useAmountText, Who } from '../../../ui'
import { type Fact, movesMoney } from '../../../units'
import { tileRole, WhoAccount } from '../../account'
import { useAccountById } from '../../accounts'
import { useView } from '../../background'
import { useFormats, useWords } from '../../words'
import type { Unclaimed } from '../root/leaving'
import { UnclaimedNote } from '../root/unclaimed'
import { hexGroups, isStaking, leavesAtMost, minutesOf, risksOf, sayFact, shortHash, type Transaction } from './facts'
import { Quote } from './quote'
import { StakeAmount, StakingDetails } from './staking'

/**
 * A transaction as a person needs it: what is risky, who asks, what leaves, to whom, what is left, and the proof below.
 * Everything shown comes from the exact bytes whose hash approving sends back.
 * @param unclaimed what becomes of root dividends when stake leaves there @param end put on the last thing that must have been seen
 */
export function TransactionBody({
  request,
  unclaimed,
  origin,
  end,
}: {
  request: Transaction
  unclaimed: Unclaimed | undefined
  origin: ReactNode
  end: Ref<HTMLDivElement>
}) {
  const words = useWords()
  const { approve: say } = words
  const { explanation, account } = request
  const [only] = explanation.leaves
  const single = explanation.leaves.length === 1 && only ? only : undefined
  return (
    <InToken token={request.token}>
      <div className="stack">
        <Warning request={request} />
        <UnclaimedNote unclaimed={unclaimed} />
        {origin}
        {single ? <Single leaf={single} /> : <Several request={request} />}
        <div className="stack stack-8">
          <p className="note">{say.from}</p>
          <WhoAccount account={account} />
        </div>
        <Costs request={request} />
        <Proof request={request} />
        <div ref={end} />
      </div>
    </InToken>
  )
}

/** The gravest risk in strong letters, the others below it. */
function Warning({ request }: { request: Transaction }) {
  const words = useWords()
  const { approve: say } = words
  const amount = useAmountText()
  const { level, leaves } = request.explanation
  const risks = risksOf(request).filter((risk) => risk.level >= 2)
  const texts = risks.map((risk) => say.risks[risk.id](risk.facts))
  // A call can be risky by what it is, without any other reason: then it is named itself.
  const worst = leaves.find((leaf) => leaf.level === level)
  if (worst && (risks[0]?.level ?? 0) < level) texts.unshift(sayFact(words, worst.fact, amount))
  const [first, ...others] = texts
  if (level < 2 || first === undefined) return null
  return (
    <LevelBox level={level === 4 ? 4 : level === 3 ? 3 : 2}>
      <div className="lines">
        <p>
          <strong>{say.headline({ level: say.levels[level] ?? '', text: first })}</strong>
        </p>
        {others.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </LevelBox>
  )
}

/** One call: its amount is the number of the screen. */
function Single({ leaf }: { leaf: LeafView }) {
  const words = useWords()
  const { approve: say } = words
  const { fact } = leaf
  const title: Record<Fact['kind'], string> = {
    transfer: say.youSend,
    'transfer-all': say.youSendAll,
    burn: say.youBurn,
    remark: say.nothingMoves,
    'upgrade-accounts': say.nothingMoves,
    'root-only': say.nothingMoves,
    ...words.staking.titles,
  }
  return (
    <>
      <div>
        <Heading className="note">{title[fact.kind]}</Heading>
        <Sum fact={fact} />
      </div>
      {'to' in fact && (
        <div className="stack stack-8">
          <p className="note">{say.to}</p>
          <Recipient leaf={leaf} />
        </div>
      )}
      {isStaking(words, fact) && <StakingDetails fact={fact} risks={leaf.risks} />}
    </>
  )
}

/** The number, or the sentence where there is none. */
function Sum({ fact }: { fact: Fact }) {
  const words = useWords()
  const { approve: say } = words
  const amount = useAmountText()
  if ('alpha' in fact && fact.alpha !== null)
    return (
      <p>
        <StakeAmount netuid={fact.netuid} alpha={fact.alpha} look="lead" />
      </p>
    )
  if ('amount' in fact)
    return (
      <p>
        <Amount rao={BigInt(fact.amount)} decimals={9} look="lead" />
      </p>
    )
  if (fact.kind === 'transfer-all')
    return (
      <>
        {fact.amountNow !== null && (
          <p>
            <Amount rao={BigInt(fact.amountNow)} decimals={9} look="lead" /> <span className="note">{say.everythingNow}</span>
          </p>
        )}
        <p className="note">
          {say.everything}. {fact.keepAlive ? say.keepsAlive : say.mayClose}
        </p>
      </>
    )
  return (
    <div className="stack stack-8">
      <p className="lead">{sayFact(words, fact, amount)}</p>
      {fact.kind === 'remark' && <Quote label={say.note} text={fact.text ?? fact.hex} />}
    </div>
  )
}

function Recipient({ leaf }: { leaf: LeafView }) {
  const { approve: say } = useWords()
  const contacts = useView('contacts')?.items ?? []
  const id = 'to' in leaf.fact ? leaf.fact.to.id : undefined
  const own = useAccountById(id)
  if (!('to' in leaf.fact)) return null
  const { to } = leaf.fact
  const contact = contacts.find((each) => each.id === id)
  const twin = leaf.risks.find(({ id }) => id === 'recipient-lookalike')?.facts.known
  const isNew = twin !== undefined || leaf.risks.some(({ id }) => id === 'first-time-recipient')
  return (
    <>
      <Who
        publicKey={to.id}
        address={to.address}
        role={tileRole(own?.role)}
        unlike={twin}
        name={
          <>
            {own?.name ?? contact?.name ?? say.unknownAddress} {contact && !own && <Badge>{say.contactBadge}</Badge>}{' '}
            {own ? (
              <Badge>{say.ownBadge}</Badge>
            ) : isNew ? (
              <Badge look="caution">{say.firstTimeBadge}</Badge>
            ) : (
              <Badge look="good">{say.paidBadge}</Badge>
            )}
          </>
        }
      />
      {twin !== undefined && (
        <div className="card card--sheet stack stack-8">
          <p className="note">{say.looksLike}</p>
          <FullAddress address={twin} unlike={to.address} />
        </div>
      )}
    </>
  )
}

/** Several calls: each is said, in order, and the sum stands above. */
function Several({ request }: { request: Transaction }) {
  const words = useWords()
  const { approve: say } = words
  const amount = useAmountText()
  const { leaves, wrappers, outflow } = request.explanation
  return (
    <>
      <div>
        <Heading className="note" title={say.several({ count: leaves.length })}>
          {outflow !== '0' ? say.leaves : leaves.some(({ fact }) => movesMoney(fact)) ? say.freeStays : say.nothingMoves}
        </Heading>
        {outflow === null ? (
          <p className="lead">{say.noLimit}</p>
        ) : (
          outflow !== '0' && (
            <p>
              <Amount rao={BigInt(outflow)} decimals={9} look="lead" />
            </p>
          )
        )}
        <p className="note">{say.several({ count: leaves.length })}</p>
      </div>
      <ol className="tree">
        {leaves.map((leaf, at) => (
          <li key={leaf.path.join('.')}>
            <span className="n">{at + 1}</span>
            <div className="body-4">
              {leaf.level >= 2 && <LevelMark level={leaf.level} word={say.levels[leaf.level] ?? ''} />}
              <p className="say">{sayFact(words, leaf.fact, amount)}</p>
              {'to' in leaf.fact && <Recipient leaf={leaf} />}
              {isStaking(words, leaf.fact) && <StakingDetails fact={leaf.fact} risks={leaf.risks} />}
              {leaf.fact.kind === 'remark' && <Quote label={say.note} text={leaf.fact.text ?? leaf.fact.hex} />}
              {leaf.risks
                .filter(({ level }) => level >= 2)
                .map((risk) => (
                  <p key={risk.id} className="note">
                    {say.risks[risk.id](risk.facts)}
                  </p>
                ))}
              <p className="call">
                <CallName call={leaf.call} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {wrappers.length > 0 && <p className="note mono-block">{wrappers.map(({ call }) => call).join(', ')}</p>}
    </>
  )
}

function Costs({ request }: { request: Transaction }) {
  const { approve: say, staking, shield } = useWords()
  const { fee, tip, after, explanation, hidden } = request
  const most = leavesAtMost(request)
  const col = (rao: string | bigint) => <Amount rao={BigInt(rao)} decimals={9} look="col" />
  return (
    <>
      <Facts
        rows={[
          hidden && { label: shield.travels, value: shield.travelsHidden },
          { label: say.fee, value: fee === null ? say.feeUnknown : col(fee) },
          hidden && { label: shield.envelopeFee, value: col(hidden.fee) },
          { label: say.tip, value: col(tip) },
          {
            label: say.leavesWithFee,
            value: most === undefined ? (explanation.outflow === null ? say.noLimit : say.unknown) : col(most),
            total: true,
          },
          ...explanation.stakeOut.map(({ netuid, alpha }) => ({
            label: staking.stakeLeaves({ netuid }),
            value: alpha === null ? staking.allAlpha({ netuid }) : <StakeAmount netuid={netuid} alpha={alpha} />,
            total: true,
          })),
          { label: say.after, value: after === null ? say.unknown : col(after) },
        ]}
      />
      {hidden && <p className="note">{shield.again}</p>}
    </>
  )
}

/** Technical proof. What a person needs is above; here is that it is true. */
function Proof({ request }: { request: Transaction }) {
  const words = useWords()
  const { approve: say } = words
  const formats = useFormats()
  const { explanation, network, verified, specVersion, eraPeriod, eraEnd, nonce, tip, bytes, hash, hidden } = request
  const minutes = formats.number(minutesOf(eraPeriod))
  const trusted = verified === 'trusted-local'
  const calls = explanation.wrappers.length ? explanation.wrappers : explanation.leaves
  return (
    <div>
      <More
        title={calls.length > 1 ? say.calls : say.call}
        result={
          <span className="mono">
            <CallName call={calls[0]?.call ?? ''} />
          </span>
        }
      >
        <p className="mono-block" translate="no">
          {[...explanation.wrappers, ...explanation.leaves].map(({ call }) => call).join(', ')}
        </p>
      </More>
      <More title={say.network} result={`${words.common.networks[network]}, ${trusted ? say.networkTrusted : say.networkVerified}`}>
        <Facts
          rows={[
            { label: say.runtime, value: String(specVersion) },
            { label: say.metadata, value: say.verified[verified] },
          ]}
        />
      </More>
      <More title={say.validity} result={say.validShort({ minutes, nonce: formats.number(nonce), tip: tip === '0' ? '0' : '>0' })}>
        <Facts
          rows={[
            { label: say.validFor, value: say.validBlocks({ blocks: formats.number(eraPeriod), minutes }) },
            // Its time begins with the approval: the block is not known yet.
            { label: say.until, value: hidden ? words.shield.fromConsent : formats.number(eraEnd) },
            { label: say.nonce, value: formats.number(nonce) },
          ]}
        />
      </More>
      <More title={say.bytes} result={say.bytesShort({ count: formats.number((bytes.length - 2) / 2), hash: shortHash(hash) })}>
        <p className="note">{say.hashLabel}</p>
        <p className="mono-block" translate="no">
          {hexGroups(hash)}
        </p>
        <p className="note">{say.bytes}</p>
        <p className="mono-block" translate="no">
          {bytes}
        </p>
      </More>
    </div>
  )
}

/** A call's name, that breaks where its words do. */
const CallName = ({ call }: { call: string }) =>
  [...call.matchAll(/[^._]+[._]?/g)].map(({ 0: part, index }) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ))
