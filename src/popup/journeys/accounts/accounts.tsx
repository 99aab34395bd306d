import { useLocation } from 'wouter'
import { Button, Foot, IconButton } from '../../../ui'
import { AccountRow } from '../../account'
import { AccountWindow, useSearch } from '../../account-window'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { useReorder } from './reorder'

/** All accounts, in the person's order: to look for, and to put into another order. */
export function Accounts() {
  const words = useWords()
  const { accounts: say } = words
  const [, navigate] = useLocation()
  const search = useSearch('all')
  const looking = search.query.trim() !== ''
  const { error, said, move, order, handleOf } = useReorder(search, !looking)
  const movable = !looking && search.list.total > 1
  return (
    <Step
      title={say.title}
      onBack={() => navigate('/')}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          <Button icon="plus" onClick={() => navigate('/accounts/add')}>
            {words.home.add}
          </Button>
        </Foot>
      }
    >
      <div className="stack stack-12">
        <ErrorBanner error={error} />
        <div>
          {search.list.settled && search.list.total === 0 && !looking && <p className="text">{words.home.nobodyHereText}</p>}
          <AccountWindow search={search} order={order}>
            {(account, index) => (
              <div className={move?.id === account.id ? 'with-handle is-lifted' : 'with-handle'}>
                <AccountRow account={account} />
                {movable && (
                  <IconButton
                    icon="grip"
                    label={say.handle({ name: account.name })}
                    aria-describedby="handle-help"
                    className="iconbtn handle"
                    {...handleOf(account, index)}
                  />
                )}
              </div>
            )}
          </AccountWindow>
        </div>
      </div>
      {movable && (
        <p className="vh" id="handle-help">
          {say.handleHelp}
        </p>
      )}
      <p className="vh" role="status">
        {said}
      </p>
    </Step>
  )
}
