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

type Choice =
  | { value: AccountView; every?: undefined; onPick(account: AccountView): void }
  /** `every`: what stands for all of them together, which can be chosen too. */
  | { value: AccountView | undefined; every: string; onPick(account: AccountView | undefined): void }

/**
 * One account of those that are there: a menu where they are few, a list to search where they are many.
 * `balance`: whether the menu tells what each has.
 */
export function AccountField(props: { label: string; only: Only; balance?: boolean } & Choice) {
  const { label, value, only, balance = false, every } = props
  const accounts = useView('accounts')
  const balances = useView('balances')
  const listed = useAmountText({ coverable: true })
  const [open, setOpen] = useState(false)
  const first = accounts?.first ?? []
  const tile = value && <Tile publicKey={value.publicKey} size={24} role={tileRole(value.role)} />
  function pick(account: AccountView | undefined): void {
    if (account) props.onPick(account)
    else if (props.every !== undefined) props.onPick(undefined)
  }
  if ((accounts?.total ?? 0) <= FEW) {
    // The one that is chosen may be of a kind that is not offered by itself.
    const offered = first.filter((each) => each.id === value?.id || belongs[only](each))
    return (
      <Field label={label}>
        {(ids) => (
          <>
            {tile}
            <select {...ids} value={value?.id ?? ''} onChange={({ target }) => pick(offered.find(({ id }) => id === target.value))}>
              {every !== undefined && <option value="">{every}</option>}
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
  const name = value?.name ?? every
  return (
    <div className="field">
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <button type="button" className="control" aria-haspopup="dialog" aria-label={`${label}: ${name}`} onClick={() => setOpen(true)}>
        {tile}
        <span className="clip">{name}</span>
        <Icon name="down" />
      </button>
      {open && (
        <AccountChooser
          only={only}
          every={every}
          onClose={() => setOpen(false)}
          onPick={(account) => {
            setOpen(false)
            pick(account)
          }}
        />
      )}
    </div>
  )
}

/** One account, or all of them where that has a name, chosen from a list that can be searched. */
function AccountChooser({
  only,
  every,
  onPick,
  onClose,
}: {
  only: Only
  every: string | undefined
  onPick(account: AccountView | undefined): void
  onClose(): void
}) {
  const { accounts: say, common } = useWords()
  return (
    <Dialog title={say.choose} onClose={onClose}>
      {every !== undefined && (
        <Button wide onClick={() => onPick(undefined)}>
          {every}
        </Button>
      )}
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
