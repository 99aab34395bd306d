import { isLong } from '../ui'
import { AccountLine, freeOf } from './account'
import { AccountWindow, useSearch } from './account-window'
import { useView } from './background'
import { useFormats, useWords } from './words'

/** Accounts to tick for a site: hidden and watched ones are not offered. @param picked ids */
export function AccountPicker({ picked, onPick }: { picked: readonly string[]; onPick(ids: string[]): void }) {
  const { common, accounts: say } = useWords()
  const formats = useFormats()
  const search = useSearch('site')
  const balances = useView('balances')
  const total = useView('accounts')?.total ?? 0
  return (
    <fieldset>
      <legend className="vh">{common.accounts}</legend>
      {search.list.settled && search.list.total === 0 && search.query === '' && <p className="text">{say.noneForSites}</p>}
      <AccountWindow search={search} boxed>
        {(account) => {
          const { id, name } = account
          const free = freeOf(balances, id)
          return (
            <label className={isLong(free) ? 'row row--pick row--tall' : 'row row--pick'}>
              <input
                className="tick"
                type="checkbox"
                aria-label={name}
                aria-describedby={`address-${id}`}
                checked={picked.includes(id)}
                onChange={({ target }) => onPick(target.checked ? [...picked, id] : picked.filter((each) => each !== id))}
              />
              <AccountLine account={account} free={free} addressId={`address-${id}`} />
            </label>
          )
        }}
      </AccountWindow>
      <p className={total > 8 ? 'note spaced' : 'vh'} role="status">
        {say.picked({ count: picked.length, text: formats.number(picked.length) })}
      </p>
    </fieldset>
  )
}
