import type { AccountView } from '../../../messaging'
import { Amount, Facts, Section } from '../../../ui'
import { GoRow, MaybeAmount, worthOf } from '../../account'
import { useView } from '../../background'
import { Change } from '../../change'
import { useOld } from '../../frame'
import { PositionRow } from '../../position'
import { usePositions } from '../../positions'
import { useFormats, useWords } from '../../words'
import { IfSold } from '../home/total'
import { SeenAt } from '../positions/seen-at'

const SHOWN = 10

/** What one account has, and where its stakes are. */
export function Money({ account: { id } }: { account: AccountView }) {
  const { accounts: say, history, home, positions: sayPositions } = useWords()
  const formats = useFormats()
  const balances = useView('balances')
  const balance = balances?.byAccount[id]
  const found = usePositions(id, SHOWN)
  const old = useOld()
  const held = found?.items.filter(({ heldBlocks }) => heldBlocks > 0) ?? []
  const heldRao = held.reduce((sum, { alpha, sellable }) => sum + BigInt(alpha) - BigInt(sellable), 0n)
  const { spot } = worthOf(balances, id)
  const stale = old ? ' is-stale' : ''
  const amount = (rao: string) => <Amount rao={BigInt(rao)} decimals={9} look="col" coverable />
  return (
    <>
      <div className={`stack spaced${stale}`}>
        <div>
          <div className="between">
            <p className="note">{sayPositions.spot}</p>
            <SeenAt />
          </div>
          <p>
            <MaybeAmount rao={spot} look="hero" />
          </p>
        </div>
        {balance && balance.exit !== null && balance.exitSpot !== null && balance.positions > 0 && (
          <IfSold
            sale={{
              ...{ rao: BigInt(balance.exit), spot: BigInt(balance.exitSpot), at: balance.exitAt },
              ...{ known: balance.exitKnown, of: balance.positions },
            }}
            readAt={balances?.at ?? null}
          />
        )}
        <Change account={id} whole={balance !== undefined && balance.staked !== null} />
        {balance && balance.staked === null && <p className="note">{home.unread}</p>}
        {balance && (
          <Facts
            rows={[
              { label: say.free, value: amount(balance.free) },
              { label: say.reserved, value: amount(balance.reserved) },
              balance.staked !== null && { label: sayPositions.staked, value: amount(balance.staked) },
              balance.staked !== null && {
                label: sayPositions.lockedStake,
                value: balance.locked === null ? sayPositions.notTold : amount(balance.locked),
              },
              { label: say.frozen, value: amount(balance.frozen) },
            ]}
          />
        )}
        {balance && BigInt(balance.locked ?? 0) > heldRao && <p className="note">{sayPositions.lockedText}</p>}
        {heldRao > 0n && <p className="note">{sayPositions.heldText}</p>}
      </div>
      <ul className="rows">
        <li>
          <GoRow to={`/history/${id}`} icon="clock" name={history.title} />
        </li>
      </ul>
      {found && found.total > 0 && (
        <>
          <Section title={home.positions} aside={home.spotAlpha} />
          <ul className={`rows${stale}`} aria-label={home.positions}>
            {found.items.map((position) => (
              <li key={`${position.netuid}/${position.hotkey}`}>
                <PositionRow position={position} account={id} />
              </li>
            ))}
            {found.total > found.items.length && (
              <li>
                <GoRow to={`/positions/${id}`} icon="stake" name={home.allPositions({ count: formats.number(found.total) })} />
              </li>
            )}
          </ul>
        </>
      )}
    </>
  )
}
