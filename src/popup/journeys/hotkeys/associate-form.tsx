import { useTypedHotkey } from '../../hotkeys'
import { useWords } from '../../words'
import type { FormProps } from './draft'
import { FormStep } from './form-step'
import { HotkeyField } from './hotkey-field'

/** Which hotkey is to be the account's. One that has an owner already stays with it, so it is not offered. */
export function AssociateForm({ account, told, draft, busy, error, onBack, onDraft, onReview }: FormProps) {
  const { hotkeys: say } = useWords()
  const typed = useTypedHotkey(account.id, draft.hotkey)
  const stop = typed.told && typed.told.owner !== 'nobody' ? say.facts[typed.told.owner] : undefined
  const ready = told.able.associate && typed.id !== undefined && typed.told?.owner === 'nobody'
  return (
    <FormStep
      title={say.formTitles.associate}
      {...{ ready, busy, error, onBack }}
      onSubmit={() => typed.id !== undefined && onReview({ kind: 'associate', hotkey: typed.id })}
    >
      <p className="text">{say.associateText}</p>
      {!told.able.associate && <p className="text">{say.notAble}</p>}
      <HotkeyField label={say.hotkey} text={draft.hotkey} typed={typed} stop={stop} onText={(hotkey) => onDraft({ hotkey })} />
    </FormStep>
  )
}
