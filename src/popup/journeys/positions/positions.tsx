import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { Button, Icon } from '../../../ui'
import { GoRow } from '../../account'
import { useAccountById } from '../../accounts'
import { Step, useOld } from '../../frame'
import { PositionRow } from '../../position'
import { usePositions } from '../../positions'
import { useFormats, useWords } from '../../words'
import { SeenAt } from './seen-at'

const SHOWN = 100

/** Every position, of one account or of all that count. */
export function Positions() {
  const { positions: say, root, moves, hotkeys, common, home } = useWords()
  const { id = 'all' } = useParams<{ id?: string }>()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const [count, setCount] = useState(SHOWN)
  const owner = id === 'all' ? null : id
  const account = useAccountById(owner ?? undefined)
  const found = usePositions(owner, count)
  const old = useOld()
  return (
    <Step title={account ? say.titleOf({ name: account.name }) : say.title} onBack={() => navigate(owner ? `/accounts/${owner}` : '/')}>
      <div className="between">
        <p className="note">{found ? `${formats.number(found.total)} · ${home.spotAlpha}` : common.loading}</p>
        <SeenAt />
      </div>
      {owner === null && <p className="note">{say.all}</p>}
      {found?.total === 0 && (
        <div className="empty">
          <Icon name="stake" size={32} />
          <p className="lead">
            <strong>{say.none}</strong>
          </p>
          <p className="text">{say.noneText}</p>
        </div>
      )}
      <ul className={old ? 'rows is-stale' : 'rows'} aria-label={say.title}>
        {found?.items.map((position) => (
          <li key={`${position.netuid}/${position.hotkey}`}>
            <PositionRow position={position} account={owner} />
          </li>
        ))}
      </ul>
      {owner !== null && (
        <ul className="rows spaced">
          {account?.role === 'coldkey' && found && found.total > 1 && (
            <li>
              <GoRow to={`/unstake-all/${owner}`} icon="minus" name={moves.all} />
            </li>
          )}
          <li>
            <GoRow to={`/root/${owner}`} icon="stake" name={root.title} />
          </li>
          <li>
            <GoRow to={`/hotkeys/${owner}`} icon="key" name={hotkeys.title} />
          </li>
        </ul>
      )}
      {found && found.items.length < found.total && (
        <p className="spaced">
          <Button wide onClick={() => setCount(count + SHOWN)}>
            {say.more}
          </Button>
        </p>
      )}
    </Step>
  )
}
