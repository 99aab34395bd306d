import { useState } from 'react'
import { TextField, unwritten } from '../../../ui'
import { useFormats, useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import type { FormOf, Subnet } from './form'
import { parsePercent, partsOf, shareOfParts } from './percent'
import { useBlockText } from './times'

/** What a hotkey keeps of what it earns. @param subnet where it keeps it as a child; undefined: for its stakers */
export function TakeForm({ told, subnet, ...form }: FormOf & { subnet: Subnet | undefined }) {
  const { families: say, common } = useWords()
  const formats = useFormats()
  const at = useBlockText(told.block)
  const [text, setText] = useState('')
  const rules = subnet ? { ...told.childTake, raiseFrom: subnet.raiseFrom } : told.take
  const now = subnet ? subnet.take : told.hotkey.take
  const percent = (parts: number) => formats.percent(shareOfParts(parts), 2)
  const hundredths = parsePercent(text)
  const take = hundredths === undefined ? undefined : partsOf(hundredths)
  const later = rules.raiseFrom !== null && take !== undefined && take > now
  const problem =
    text === ''
      ? undefined
      : take === undefined
        ? say.notPercent
        : take > rules.most
          ? say.tooHigh({ most: percent(rules.most) })
          : take < rules.least
            ? say.tooLow({ least: percent(rules.least) })
            : take === now
              ? say.same
              : later && rules.raiseFrom !== null
                ? say.takeLater(at(rules.raiseFrom))
                : undefined
  const order = { kind: 'take' as const, hotkey: told.hotkey.hotkey, netuid: subnet?.netuid ?? null }
  const rulesText = { most: percent(rules.most), time: common.lasting((rules.every ?? 0) * 12) }
  return (
    <OrderForm
      {...form}
      title={subnet ? say.childTakeTitle : say.take}
      order={take === undefined || problem !== undefined ? undefined : { ...order, take }}
    >
      <p className="text">{(subnet ? say.childTake : say.takeText)({ share: percent(now) })}</p>
      <TextField
        {...unwritten}
        label={say.percent}
        inputMode="decimal"
        value={text}
        error={problem}
        help={rules.every === null ? undefined : (subnet ? say.childTakeRules : say.takeRules)(rulesText)}
        onChange={({ target }) => setText(target.value)}
      />
      {!subnet && <p className="note">{say.takeEffect}</p>}
    </OrderForm>
  )
}
