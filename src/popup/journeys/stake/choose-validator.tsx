import { useState } from 'react'
import type { AccountView, SubnetView, ValidatorView } from '../../../messaging'
import { ActionRow, More, SearchField, Stepper, shortAddress, Tile, useAmountText } from '../../../ui'
import { tileRole } from '../../account'
import { ask } from '../../background'
import { Step } from '../../frame'
import { useMinutely } from '../../told'
import { useFormats, useWords } from '../../words'
import { takeShare } from '../approve/facts'
import { RiskLines } from './choice'
import { findValidators } from './find'

/** More than these are found by their names. */
const SHOWN = 100
/** Parts of a yield. */
const YIELD = 1_000_000

/** With whom to stake on a subnet: where one already does first, then those who hold the most. */
export function ChooseValidator({
  from,
  subnet,
  steps = true,
  onBack,
  onPick,
}: {
  from: AccountView
  subnet: Pick<SubnetView, 'netuid' | 'symbol' | 'risks'>
  /** Whether it is the second of four steps. */
  steps?: boolean
  onBack(): void
  onPick(validator: ValidatorView): void
}) {
  const { stake: say, common } = useWords()
  const formats = useFormats()
  const [query, setQuery] = useState('')
  const { netuid } = subnet
  const key = `${from.id} ${netuid}`
  const told = useMinutely(key, async () => ({ told: await ask('validators', { account: from.id, netuid }) }))?.told
  const found = told ? findValidators(told.all, query) : []
  return (
    <Step title={say.chooseValidator} onBack={onBack} aside={steps && <Stepper at={2} of={4} label={common.step({ at: 2, of: 4 })} />}>
      <div className="stack">
        <RiskLines risks={subnet.risks} />
        {told && told.all.length > 0 && (
          <>
            <More title={say.yieldTitle} result="">
              <p className="text">
                {netuid === 0
                  ? say.yieldRoot
                  : say.yieldText({
                      tempo: formats.number(told.tempo),
                      ago: told.sinceBlocks === null ? '' : formats.number(told.sinceBlocks),
                    })}
              </p>
            </More>
            <SearchField label={say.searchValidators} hint={say.validatorHint} value={query} onChange={setQuery} />
          </>
        )}
        {!told && <p className="text">{told === null ? say.noneTold : say.readingValidators}</p>}
        {told && found.length === 0 && <p className="text">{told.all.length === 0 ? say.noValidators : say.noneLikeIt}</p>}
      </div>
      <ul className="rows" aria-label={say.chooseValidator}>
        {found.slice(0, SHOWN).map((validator) => (
          <li key={validator.hotkey}>
            <ActionRow onClick={() => onPick(validator)}>
              <ValidatorRow validator={validator} subnet={subnet} />
            </ActionRow>
          </li>
        ))}
      </ul>
    </Step>
  )
}

function ValidatorRow({ validator, subnet }: { validator: ValidatorView; subnet: Pick<SubnetView, 'netuid' | 'symbol'> }) {
  const words = useWords()
  const { stake: say } = words
  const formats = useFormats()
  const amountText = useAmountText()
  const ownText = useAmountText({ coverable: true })
  const { hotkey, address, name, take, staked, own, yearly } = validator
  const unit = subnet.netuid === 0 ? 'τ' : (subnet.symbol ?? `SN${subnet.netuid}`)
  const short = shortAddress(address)
  return (
    <>
      <Tile publicKey={hotkey} size={32} role={tileRole('hotkey')} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">
            <bdi>{name ?? short}</bdi>
          </span>
        </span>
        <span className="row-sub">
          {say.staked({ amount: amountText(BigInt(staked), 0, unit) })} · {say.take({ share: takeShare(words, take) })}
        </span>
        {own !== '0' && <span className="row-sub">{say.own({ amount: ownText(BigInt(own), 4, unit) })}</span>}
      </span>
      <span className="row-num">
        {yearly === null ? (
          subnet.netuid !== 0 && <span className="note">{say.noYearly}</span>
        ) : (
          <span>{say.yearly({ share: formats.percent(yearly / YIELD, 1) })}</span>
        )}
        {name !== null && (
          <span className="note faint mono" translate="no">
            {short}
          </span>
        )}
      </span>
    </>
  )
}
