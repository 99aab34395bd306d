import { Amount, isLong, ShortAddress, Tile } from '../ui'
import { freeOf } from './account'
import { useView } from './background'
import { useWords } from './words'

/** Accounts to tick. @param picked ids */
export function AccountPicker({ picked, onPick }: { picked: readonly string[]; onPick(ids: string[]): void }) {
  const { common } = useWords()
  const list = useView('accounts')?.first ?? []
  const balances = useView('balances')
  return (
    <fieldset>
      <legend className="vh">{common.accounts}</legend>
      <ul className="rows">
        {list.map(({ id, name, address, publicKey }) => {
          const free = freeOf(balances, id)
          return (
            <li key={id}>
              <label className={isLong(free) ? 'row row--pick row--tall' : 'row row--pick'}>
                <input
                  className="tick"
                  type="checkbox"
                  aria-label={name}
                  aria-describedby={`address-${id}`}
                  checked={picked.includes(id)}
                  onChange={({ target }) => onPick(target.checked ? [...picked, id] : picked.filter((each) => each !== id))}
                />
                <Tile publicKey={publicKey} />
                <span className="row-main">
                  <span className="row-name">
                    <span className="clip">{name}</span>
                  </span>
                  <span className="row-sub" id={`address-${id}`}>
                    <ShortAddress address={address} />
                  </span>
                </span>
                <span className="row-num">{free !== undefined && <Amount rao={free} look="col" coverable />}</span>
              </label>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
