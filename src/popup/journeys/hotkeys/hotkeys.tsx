import { useLocation, useParams } from 'wouter'
import type { AccountView, HotkeysAnswer } from '../../../messaging'
import { Badge, Button, Foot, NumberTable, Section, shortAddress, Who } from '../../../ui'
import { tileRole } from '../../account'
import { useAccountById, useNameOf } from '../../accounts'
import { NetworkMark, Step } from '../../frame'
import { useHotkeys } from '../../hotkeys'
import { Alpha, useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'

type Each = HotkeysAnswer['all'][number]

/** The hotkeys of one coldkey: where each is registered, and what that gave it. */
export function Hotkeys() {
  const { hotkeys: say, accounts, common } = useWords()
  const { id = '' } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  const told = useHotkeys(id)
  const back = () => navigate(account ? `/accounts/${id}` : '/accounts')
  const canSign = account?.role === 'coldkey'
  if (!account)
    return (
      <Step title={say.title} onBack={back}>
        <p className="text">{account === null ? accounts.gone : common.loading}</p>
      </Step>
    )
  return (
    <Step
      title={say.title}
      onBack={back}
      aside={<NetworkMark />}
      foot={told && canSign ? <Ways account={account} able={told.able} /> : undefined}
    >
      <div className="stack">
        <p className="text">{say.of({ name: account.name })}</p>
        {told === undefined && <p className="text">{common.loading}</p>}
        {told === null && <p className="text">{say.notTold}</p>}
        {told && !told.all.length && (
          <div className="stack stack-8">
            <p className="lead">
              <strong>{say.none}</strong>
            </p>
            <p className="text">
              {say.noneText} {say.intro}
            </p>
          </div>
        )}
        {!canSign && <p className="note">{say.watched}</p>}
      </div>
      {told?.all.map((each) => (
        <One key={each.hotkey} each={each} account={account} able={canSign ? told.able : null} />
      ))}
      {told && told.all.length > 0 && <Below told={told} />}
    </Step>
  )
}

function Below({ told }: { told: HotkeysAnswer }) {
  const { hotkeys: say } = useWords()
  const formats = useFormats()
  return (
    <div className="stack spaced">
      {told.more > 0 && <p className="text">{say.more({ count: formats.number(told.more), one: told.more === 1 })}</p>}
      <p className="note">
        {say.asOf({ block: formats.number(told.block) })}. {say.emissionNote}
      </p>
      <p className="note">{say.intro}</p>
    </div>
  )
}

function Ways({ account, able }: { account: AccountView; able: HotkeysAnswer['able'] }) {
  const { hotkeys: say } = useWords()
  const [, navigate] = useLocation()
  const go = (way: string) => navigate(`/hotkeys/${account.id}/${way}`)
  return (
    <Foot>
      <Button disabled={!able.associate} onClick={() => go('associate')}>
        {say.ways.associate}
      </Button>
      <Button look="primary" disabled={able.register === null} onClick={() => go('register')}>
        {say.ways.register}
      </Button>
    </Foot>
  )
}

/** @param able what may be done with it; null: nothing, it is only watched */
function One({ each, account, able }: { each: Each; account: AccountView; able: HotkeysAnswer['able'] | null }) {
  const { hotkeys: say, families } = useWords()
  const [, navigate] = useLocation()
  const name = useNameOf(each.hotkey) ?? shortAddress(each.address)
  const nameOf = useSubnetName()
  const formats = useFormats()
  const go = (way: string) => navigate(`/hotkeys/${account.id}/${way}/${each.hotkey}`)
  return (
    <>
      <Section title={name} />
      <div className="stack spaced">
        <Who publicKey={each.hotkey} address={each.address} role={tileRole('hotkey')} name={say.hotkey} />
        {each.places.length === 0 ? (
          <p className="text">{say.nowhere}</p>
        ) : (
          <NumberTable
            caption={`${say.places}, ${name}`}
            head={[say.subnet, say.uid, say.emission]}
            rows={each.places.map((place) => ({
              key: String(place.netuid),
              name: (
                <>
                  <bdi className="wraps">{nameOf(place)}</bdi> <span className="note faint">{place.netuid}</span>{' '}
                  {place.validates && <Badge>{say.validates}</Badge>}
                </>
              ),
              numbers: [
                formats.number(place.uid),
                place.emission === null ? say.unknown : <Alpha key="emission" position={{ ...place, alpha: place.emission }} />,
              ],
            }))}
          />
        )}
        {able && (
          <div className="cluster">
            <Button small disabled={able.register === null} onClick={() => go('register')}>
              {say.registerThis}
            </Button>
            <Button small icon="swap" disabled={able.swap === null} onClick={() => go('swap')}>
              {say.ways.swap}
            </Button>
          </div>
        )}
        <div className="cluster">
          <Button small look="quiet" icon="people" onClick={() => go('of')}>
            {families.title}
          </Button>
        </div>
      </div>
    </>
  )
}
