import type { AccountView } from '../messaging'
import { ShortAddress, Tile } from '../ui'

/** An account of a list, to be taken along or left out. */
export function PickAccount({ account, picked, onPick }: { account: AccountView; picked: boolean; onPick(on: boolean): void }) {
  return (
    <label className="row row--pick">
      <input
        className="tick"
        type="checkbox"
        aria-label={account.name}
        checked={picked}
        onChange={({ target }) => onPick(target.checked)}
      />
      <Tile publicKey={account.publicKey} role={account.role === 'hotkey' ? account.role : 'coldkey'} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{account.name}</span>
        </span>
        <span className="row-sub">
          <ShortAddress address={account.address} />
        </span>
      </span>
    </label>
  )
}
