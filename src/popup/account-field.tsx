import { useState } from 'react'
import type { AccountView } from '../messaging'
import { Button, Dialog, Field, Icon, isLong, Tile, useAmountText } from '../ui'
import { AccountLine, freeOf, tileRole } from './account'
import { AccountWindow, useSearch } from './account-window'
import { useView } from './background'
import { belongs, type Only } from './listing'
import { useWords } from './words'

/** As many as a menu of the browser's own is still good for. */
const FEW = 20

/** One account of those that are there: a menu where they are few, a list to search where they are many. */
export function AccountField({
  label,
  value,
  only,
  balance = false,
  onPick,
}: {
  label: string
  value: AccountView
  only: Only
  /** Whether the menu tells what each has. */
  balance?: boolean
  onPick(account: AccountView): void
}) {
  const accounts = useView('accounts')
  const balances = useView('balances')
  const listed = useAmountText({ coverable: true })
  const [open, setOpen] = useState(false)
  const first = accounts?.first ?? []
  const tile = <Tile publicKey={value.publicKey} size={24} role={tileRole(value.role)} />
  if ((accounts?.total ?? 0) <= FEW) {
    // The one that is chosen may be of a kind that is not offered by itself.
    const offered = first.filter((each) => each.id === value.id || belongs[only](each))
    return (
      <Field label={label}>
        {(ids) => (
          <>
            {tile}
            <select
              {...ids}
              value={value.id}
              onChange={({ target }) => {
                const picked = offered.find(({ id }) => id === target.value)
                if (picked) onPick(picked)
              }}
            >
              {offered.map(({ id, name }) => {
                const has = balance ? freeOf(balances, id) : undefined
                return (
                  <option key={id} value={id}>
                    {has === undefined ? name : `${name} · ${listed(has)}`}
                  </option>
                )
              })}
            </select>
          </>
        )}
      </Field>
    )
  }
  return (
    <div className="field">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <button type="button" className="control" aria-haspopup="dialog" aria-label={`${label}: ${value.name}`} onClick={() => setOpen(true)}>
        {tile}
        <span className="clip">{value.name}</span>
        <Icon name="down" />
      </button>
      {open && (
        <AccountChooser
          only={only}
          onClose={() => setOpen(false)}
          onPick={(account) => {
            setOpen(false)
            onPick(account)
          }}
        />
      )}
    </div>
  )
}

/** One account, chosen from a list that can be searched. */
export function AccountChooser({ only, onPick, onClose }: { only: Only; onPick(account: AccountView): void; onClose(): void }) {
  const { accounts: say, common } = useWords()
  return (
    <Dialog title={say.choose} onClose={onClose}>
      <AccountButtons only={only} onPick={onPick} />
      <Button wide onClick={onClose}>
        {common.cancel}
      </Button>
    </Dialog>
  )
}

/** Accounts to press. */
export function AccountButtons({ only, onPick }: { only: Only; onPick(account: AccountView): void }) {
  const search = useSearch(only)
  const balances = useView('balances')
  return (
    <div>
      <AccountWindow search={search} boxed>
        {(account) => {
          const free = freeOf(balances, account.id)
          return (
            <button type="button" className={isLong(free) ? 'row row--tall' : 'row'} onClick={() => onPick(account)}>
              <AccountLine account={account} free={free} />
            </button>
          )
        }}
      </AccountWindow>
    </div>
  )
}
