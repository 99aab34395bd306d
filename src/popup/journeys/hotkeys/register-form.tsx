import { Amount, Banner, Facts, Segments, TextField, unwritten } from '../../../ui'
import { useRegistration, useTypedHotkey } from '../../hotkeys'
import { isTyped } from '../../typed'
import { useFormats, useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import { ceilings, type FormProps, type Order } from './draft'
import { HotkeyField } from './hotkey-field'

/** Which hotkey takes a place on which subnet, and what that may cost at most. */
export function RegisterForm({ account, told, draft, busy, error, onBack, onDraft, onReview }: FormProps) {
  const { hotkeys: say } = useWords()
  const formats = useFormats()
  const { hotkey: text, netuid: number, above, word } = draft
  const typed = useTypedHotkey(account.id, text)
  const netuid = /^\d{1,5}$/.test(number) && Number(number) > 0 && Number(number) <= 65_535 ? Number(number) : undefined
  const price = useRegistration(account.id, typed.id, netuid, Number(above))
  const open = told.able.register === 'open'
  const taken = netuid !== undefined && (typed.told?.netuids.includes(netuid) ?? false)
  const stop = typed.told?.owner === 'other' ? say.facts.other : taken ? say.facts.taken : undefined
  const most = price && BigInt(open ? price.burn : price.ceiling) + BigInt(price.fee)
  const poor = price && most ? BigInt(price.free) < most : false
  const said = open ? isTyped(word, say.openWord) : true
  const ready =
    told.able.register !== null && typed.id !== undefined && typed.told != null && !stop && price?.open === true && !poor && said
  const problem =
    number && netuid === undefined ? say.noSubnet : price === null ? say.noSubnet : price && !price.open ? say.closed : undefined
  const order: Order | undefined =
    ready && typed.id !== undefined && netuid !== undefined
      ? {
          ...{ kind: 'register', hotkey: typed.id, netuid },
          ceiling: open ? { kind: 'none', sure: 'unprotected' } : { kind: 'limit', limit: price.ceiling },
        }
      : undefined
  return (
    <OrderForm title={say.formTitles.register} {...{ order, busy, error, onBack }} onOrder={onReview}>
      {told.able.register === null && <p className="text">{say.notAble}</p>}
      <HotkeyField label={say.hotkey} text={text} typed={typed} stop={stop} onText={(hotkey) => onDraft({ hotkey })} />
      <TextField
        {...unwritten}
        label={say.netuid}
        inputMode="numeric"
        maxLength={5}
        value={number}
        help={say.netuidHelp}
        {...(problem ? { error: problem } : {})}
        onChange={({ target }) => onDraft({ netuid: target.value.replace(/\D+/g, '') })}
      />
      {!open && (
        <div className="stack stack-8">
          <p className="label">{say.above}</p>
          <Segments
            label={say.above}
            name="ceiling"
            value={above}
            options={ceilings.map((each) => ({ value: each, label: formats.percent(Number(each) / 1_000_000, 0) }))}
            onChange={(above) => onDraft({ above })}
          />
        </div>
      )}
      {price && (
        <Facts
          rows={[
            { label: say.price, value: <Amount rao={BigInt(price.burn)} decimals={9} look="col" /> },
            {
              label: say.ceiling,
              value: open ? say.open : <Amount rao={BigInt(price.ceiling)} decimals={9} look="col" />,
              total: true,
            },
            { label: say.fee, value: <Amount rao={BigInt(price.fee)} decimals={9} look="col" /> },
            { label: say.free, value: <Amount rao={BigInt(price.free)} decimals={9} look="col" coverable /> },
          ]}
        />
      )}
      {poor && <p className="text">{say.notEnough}</p>}
      {open ? (
        <>
          <Banner box kind="caution">
            <strong>{say.open}</strong> {say.openText({ word: say.openWord })}
          </Banner>
          <TextField
            {...unwritten}
            label={say.openLabel}
            className="mono"
            value={word}
            maxLength={32}
            onChange={({ target }) => onDraft({ word: target.value })}
          />
        </>
      ) : (
        <p className="note">{say.ceilingNote}</p>
      )}
    </OrderForm>
  )
}
