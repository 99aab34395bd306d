import { Link, useLocation, useParams } from 'wouter'
import type { PositionView } from '../../../messaging'
import { Amount, Banner, Button, type FactRow, Facts, Foot, Section, Who } from '../../../ui'
import { GoRow, MaybeAmount, tileRole } from '../../account'
import { useAccountById } from '../../accounts'
import { ask, useView } from '../../background'
import { Step, useNetwork, useOld } from '../../frame'
import { Alpha, positionPath, SubnetTile, useSubnetName } from '../../position'
import { usePositions } from '../../positions'
import { useMinutely } from '../../told'
import { useFormats, useWords } from '../../words'
import { Held, useSayHeld } from '../root/held'
import { Rewards } from './rewards'
import { SeenAt } from './seen-at'

/** One position: what it is worth, what a sale would return, and with whom it is. */
export function Position() {
  const { positions: say, stake, common } = useWords()
  const { id = 'all', netuid = '', hotkey = '' } = useParams<{ id: string; netuid: string; hotkey: string }>()
  const [, navigate] = useLocation()
  const owner = id === 'all' ? null : id
  const found = usePositions(owner, 1, { netuid: Number(netuid), hotkey })
  const nameOf = useSubnetName()
  const old = useOld()
  const [position] = found?.items ?? []
  // What several accounts hold together is traded account by account.
  const trader = useAccountById(owner ?? (found?.of.length === 1 ? found.of[0]?.id : undefined))
  const back = () => navigate(owner ? `/accounts/${owner}` : '/')
  if (!position)
    return (
      <Step title={say.title} onBack={back}>
        <p className="text">{found ? say.gone : common.loading}</p>
      </Step>
    )
  return (
    <Step
      title={nameOf(position)}
      onBack={back}
      foot={
        trader?.role === 'coldkey' && (
          <Foot>
            <Button disabled={position.sellable === '0'} onClick={() => navigate(`/unstake/${trader.id}/${netuid}/${hotkey}`)}>
              {stake.unstake}
            </Button>
            <Button look="primary" onClick={() => navigate(`/stake/${trader.id}/${netuid}/${hotkey}`)}>
              {stake.more}
            </Button>
          </Foot>
        )
      }
    >
      <div className={old ? 'stack is-stale' : 'stack'}>
        <div className="between">
          <span className="cluster">
            <SubnetTile position={position} />
            <span className="note">{say.subnet({ netuid: String(position.netuid) })}</span>
          </span>
          <SeenAt />
        </div>
        <div>
          <p className="note">{say.spot}</p>
          <p>
            {position.spot === null ? (
              <span className="text">{say.noPriceText}</span>
            ) : (
              <MaybeAmount rao={BigInt(position.spot)} look="hero" />
            )}
          </p>
        </div>
        <Sale position={position} />
        <Facts rows={factsOf(position)} />
        {BigInt(position.locked ?? 0) > 0n && <p className="note">{say.lockedText}</p>}
        {position.netuid === 0 && trader && position.heldBlocks === 0 && <RootWait account={trader.id} />}
      </div>
      {position.netuid !== 0 && (
        <Rewards position={position} account={owner ?? (found?.of.length === 1 ? (found.of[0]?.id ?? null) : null)} />
      )}
      <Section title={say.validator} />
      <div className="spaced">
        <Who
          publicKey={position.hotkey}
          address={position.address}
          role={tileRole('hotkey')}
          name={position.validator === null ? say.unnamed : <bdi className="said">{position.validator}</bdi>}
        />
      </div>
      <Ways position={position} holders={owner ? [owner] : (found?.of ?? []).map((each) => each.id)} />
      {owner === null && (
        <>
          <Section title={say.held} />
          <ul className="rows">
            {found?.of.map((each) => (
              <li key={each.id}>
                <Holder position={position} id={each.id} alpha={each.alpha} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Step>
  )

  function factsOf(of: PositionView): (FactRow | false)[] {
    return [
      { label: say.alpha, value: <Alpha position={of} decimals={9} /> },
      {
        label: say.price,
        value:
          of.netuid === 0 ? say.rootPrice : of.price === null ? say.notTold : <Amount rao={BigInt(of.price)} decimals={6} look="col" />,
      },
      of.heldBlocks > 0 && { label: say.heldRoot, value: <Alpha position={of} rao={heldOf(of)} decimals={9} /> },
      { label: say.locked, value: of.locked === null ? say.notTold : <Alpha position={of} rao={of.locked} decimals={9} /> },
    ]
  }
}

/** What selling all of it would return, as the chain simulated it; or that it cannot be sold, and why. */
function Sale({ position }: { position: PositionView }) {
  const { positions: say, home } = useWords()
  const formats = useFormats()
  const { settled } = useNetwork()
  const { exit, netuid, sellable, locked, spot, open } = position
  if (netuid === 0) return position.heldBlocks > 0 ? <HeldSale position={position} /> : <p className="text">{say.rootText}</p>
  if (sellable === '0')
    return (
      <Banner box kind="caution">
        <strong>{say.stuckTitle}</strong> {say.stuckLocked}
      </Banner>
    )
  if (!exit) return <p className="text">{settled === 'offline' || settled === 'refused' ? say.notAsked : say.asking}</p>
  if (exit.tao === null)
    return (
      <Banner box kind="caution">
        <strong>{say.stuckTitle}</strong> {open === false ? say.stuckClosed : say.stuckPool}
      </Banner>
    )
  const share = (part: string, whole: bigint) =>
    formats.percent(whole === 0n ? 0 : Number((BigInt(part) * 1_000_000n) / whole) / 1_000_000, 2)
  const worth = BigInt(exit.tao) + BigInt(exit.slippage)
  return (
    <>
      <Facts
        rows={[
          {
            label: sellable === position.alpha ? home.ifSold : say.soldRest,
            value: <Amount rao={BigInt(exit.tao)} decimals={9} look="col" coverable />,
            total: true,
          },
          spot !== null && {
            label: say.slippage({ share: share(exit.slippage, worth) }),
            value: <Amount rao={BigInt(exit.slippage)} decimals={9} look="col" coverable />,
          },
          {
            label: say.fee({ share: share(exit.fee, BigInt(sellable)) }),
            value: <Alpha position={position} rao={exit.fee} decimals={9} />,
          },
        ]}
      />
      {locked === null && <p className="note">{say.lockedUnknown}</p>}
      <p className="note">{say.asOf({ block: formats.number(exit.block), time: formats.age(exit.at) })}</p>
    </>
  )
}

/** What of a position on root is held, in rao. */
const heldOf = ({ alpha, sellable }: PositionView): string => String(BigInt(alpha) - BigInt(sellable))

/** What of root stake can be sold where the chain holds some of it, or that nothing can, and for how long. */
function HeldSale({ position }: { position: PositionView }) {
  const { positions: say } = useWords()
  const sayHeld = useSayHeld()
  const { sellable, heldBlocks } = position
  const why = `${sayHeld(BigInt(heldOf(position)), heldBlocks)} ${say.stuckHeld}`
  if (sellable === '0')
    return (
      <Banner box kind="caution">
        <strong>{say.stuckTitle}</strong> {why}
      </Banner>
    )
  return (
    <>
      <Facts rows={[{ label: say.soldRest, value: <Amount rao={BigInt(sellable)} decimals={9} look="col" coverable />, total: true }]} />
      <p className="note">{why}</p>
    </>
  )
}

/** How long root stake may be held after more was added, where the chain holds it. */
function RootWait({ account }: { account: string }) {
  const { root } = useWords()
  const unlock = useMinutely(`${account} dividends`, () => ask('rootDividends', { account }))?.unlock
  return unlock == null ? null : <Held blocks={unlock}>{root.held}</Held>
}

/** The ways to elsewhere, to what root stake earned, and to the lock on a subnet, of each who holds the position. */
function Ways({ position, holders }: { position: PositionView; holders: readonly string[] }) {
  return (
    <ul className="rows spaced">
      {holders.map((id) => (
        <Way key={id} position={position} id={id} named={holders.length > 1} />
      ))}
    </ul>
  )
}
function Way({ position, id, named }: { position: PositionView; id: string; named: boolean }) {
  const { root, locks, moves } = useWords()
  const account = useAccountById(id)
  const { netuid, hotkey } = position
  const value = named && <bdi>{account?.name ?? '…'}</bdi>
  const place = `${id}/${netuid}/${hotkey}`
  const stuck = position.sellable === '0'
  const several = (useView('portfolio')?.money?.first ?? []).filter((each) => each.hotkey === hotkey).length > 1
  return (
    <>
      {account?.role === 'coldkey' && !stuck && (
        <>
          <li>
            <GoRow to={`/move/${place}`} icon="swap" name={moves.moveTitle} value={value} />
          </li>
          <li>
            <GoRow to={`/give/${place}`} icon="send" name={moves.giveTitle} value={value} />
          </li>
        </>
      )}
      {account?.role === 'coldkey' && several && (
        <li>
          <GoRow to={`/unstake-all/${id}/${hotkey}`} icon="stake" name={moves.allWith} value={value} />
        </li>
      )}
      <li>
        {netuid === 0 ? (
          <GoRow to={`/root/${id}/${hotkey}`} icon="stake" name={root.open} value={value} />
        ) : (
          <GoRow to={`/locks/${id}/${netuid}`} icon="lock" name={locks.title} value={value} />
        )}
      </li>
    </>
  )
}

function Holder({ position, id, alpha }: { position: PositionView; id: string; alpha: string }) {
  const account = useAccountById(id)
  return (
    <Link href={positionPath(id, position)} className="row row--nolead">
      <span className="row-main">
        <span className="clip">
          <bdi>{account?.name ?? '…'}</bdi>
        </span>
      </span>
      <span className="row-num">
        <Alpha position={position} rao={alpha} />
      </span>
    </Link>
  )
}
