import { useTypedHotkey } from '../../hotkeys'
import { useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import type { FormProps, Order } from './draft'
import { HotkeyField } from './hotkey-field'

/** Which hotkey is to be the account's. One that has an owner already stays with it, so it is not offered. */
export function AssociateForm({ account, told, draft, busy, error, onBack, onDraft, onReview }: FormProps) {
  const { hotkeys: say } = useWords()
  const typed = useTypedHotkey(account.id, draft.hotkey)
  const stop = typed.told && typed.told.owner !== 'nobody' ? say.facts[typed.told.owner] : undefined
  const order: Order | undefined =
    told.able.associate && typed.id !== undefined && typed.told?.owner === 'nobody' ? { kind: 'associate', hotkey: typed.id } : undefined
  return (
    <OrderForm title={say.formTitles.associate} {...{ order, busy, error, onBack }} onOrder={onReview}>
      <p className="text">{say.associateText}</p>
      {!told.able.associate && <p className="text">{say.notAble}</p>}
      <HotkeyField label={say.hotkey} text={draft.hotkey} typed={typed} stop={stop} onText={(hotkey) => onDraft({ hotkey })} />
    </OrderForm>
  )
}
