import { Checks, type IconName } from '../../../ui'
import { AddressField } from '../../address-field'
import type { TypedHotkey } from '../../hotkeys'
import { useWords } from '../../words'

/** A hotkey's address, with whose it is. @param stop why it cannot be this one, if it cannot */
export function HotkeyField({
  label,
  text,
  typed,
  stop,
  onText,
}: {
  label: string
  text: string
  typed: TypedHotkey
  stop: string | undefined
  onText(text: string): void
}) {
  const { hotkeys: say } = useWords()
  const { isColdkey, id, told } = typed
  const items: { icon: IconName; text: string }[] = []
  if (id !== undefined && told === undefined) items.push({ icon: 'clock', text: say.facts.asking })
  if (id !== undefined && told && !stop) items.push({ icon: told.owner === 'other' ? 'l2' : 'check', text: say.facts[told.owner] })
  const error = isColdkey ? say.coldkey : stop
  return (
    <div className="stack stack-8">
      <AddressField label={label} text={text} read={typed.read} help={say.hotkeyHelp} {...(error ? { error } : {})} onText={onText} />
      <div role="status">{items.length > 0 && <Checks items={items} />}</div>
    </div>
  )
}
