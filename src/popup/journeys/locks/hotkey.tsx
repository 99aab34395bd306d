import type { PositionView } from '../../../messaging'
import { Who } from '../../../ui'
import { tileRole } from '../../account'
import { useWords } from '../../words'

/** A subnet as its positions name it, for amounts of its alpha. */
export type Named = Pick<PositionView, 'netuid' | 'name' | 'symbol' | 'alpha'>
export type Hotkey = { hotkey: string; address: string; name: string | null }

/** A hotkey with its name and its whole address. */
export function HotkeyOf({ label, who }: { label: string; who: Hotkey }) {
  const { locks: say } = useWords()
  return (
    <div className="stack stack-8">
      <p className="note">{label}</p>
      <Who
        publicKey={who.hotkey}
        address={who.address}
        role={tileRole('hotkey')}
        name={who.name === null ? say.unnamed : <bdi className="said">{who.name}</bdi>}
      />
    </div>
  )
}
