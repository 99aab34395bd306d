import { Amount, Banner, Facts, Field, SwitchOption, Who } from '../../../ui'
import { encodeAddress, fromHex } from '../../../units'
import { tileRole } from '../../account'
import { useNameOf } from '../../accounts'
import { lastingOf, useTypedHotkey } from '../../hotkeys'
import { useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import { EVERYWHERE, type FormProps, type Order } from './draft'
import { HotkeyField } from './hotkey-field'

/** Which hotkey takes the place of this one, where, at what price, and how long nothing can be swapped after it. */
export function SwapForm({ account, told, hotkey = '', draft, busy, error, onBack, onDraft, onReview }: FormProps) {
  const { hotkeys: say, common, positions } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const { hotkey: text, where, keep } = draft
  const typed = useTypedHotkey(account.id, text)
  const name = useNameOf(hotkey)
  const each = told.all.find((one) => one.hotkey === hotkey)
  const place = each?.places.find(({ netuid }) => String(netuid) === where)
  const netuid = place?.netuid ?? null
  const { swapCost, swapRest } = told
  const there = typed.told?.netuids ?? []
  const taken = netuid === null ? there.length > 0 : there.includes(netuid)
  const stop = typed.told?.owner === 'other' ? say.facts.other : taken ? say.facts.registered : undefined
  const from = Math.max(told.swapFrom, place?.swapFrom ?? 0)
  // It would be in a block after the newest.
  const soon = from > told.block + 1
  const rest = netuid === null ? swapRest.any : Math.max(swapRest.any, swapRest.subnet)
  const ready = told.able.swap !== null && each !== undefined && typed.id !== undefined && typed.told != null && !stop && !soon
  const keepStake = keep && told.able.swap === 'keep'
  const order: Order | undefined =
    ready && typed.id !== undefined ? { kind: 'swap', hotkey, newHotkey: typed.id, netuid, keepStake } : undefined
  return (
    <OrderForm title={say.formTitles.swap} {...{ order, busy, error, onBack }} onOrder={onReview}>
      {told.able.swap === null && <p className="text">{say.notAble}</p>}
      {each ? (
        <div className="stack stack-8">
          <p className="note">{say.oldHotkey}</p>
          <Who
            publicKey={hotkey}
            address={encodeAddress(fromHex(hotkey))}
            role={tileRole('hotkey')}
            name={<bdi>{name ?? positions.unnamed}</bdi>}
          />
        </div>
      ) : (
        <p className="text">{say.gone}</p>
      )}
      <HotkeyField label={say.newHotkey} text={text} typed={typed} stop={stop} onText={(hotkey) => onDraft({ hotkey })} />
      <Field label={say.scope}>
        {(ids) => (
          <select {...ids} value={place ? where : EVERYWHERE} onChange={({ target }) => onDraft({ where: target.value })}>
            <option value={EVERYWHERE}>{say.everywhere}</option>
            {each?.places.map((one) => (
              <option key={one.netuid} value={String(one.netuid)}>
                {`${nameOf(one)} · ${one.netuid}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {told.able.swap === 'keep' ? (
        <SwitchOption label={say.keep} help={say.keepHelp} checked={keep} onChange={(keep) => onDraft({ keep })} />
      ) : null}
      {!keepStake && <p className="text">{say.goesAlong}</p>}
      <Facts
        rows={[
          {
            label: say.cost,
            value: swapCost ? (
              <Amount rao={BigInt(netuid === null ? swapCost.all : swapCost.one)} decimals={9} look="col" />
            ) : (
              say.costUnknown
            ),
            total: true,
          },
          {
            label: say.rest,
            value: rest ? say.restAfter({ time: common.lasting(lastingOf(rest)), blocks: formats.number(rest) }) : say.restNone,
          },
        ]}
      />
      {soon && (
        <Banner box kind="caution">
          {say.tooSoon({ time: common.lasting(lastingOf(from - told.block)), block: formats.number(from) })}
        </Banner>
      )}
      <p className="note">{say.swapText}</p>
    </OrderForm>
  )
}
