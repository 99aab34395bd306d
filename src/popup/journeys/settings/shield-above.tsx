import { useId } from 'react'
import { decimalsOf, useAmountText } from '../../../ui'
import { useWords } from '../../words'

/** Sizes to choose from, in rao of TAO. */
const sizes = ['0', '100000000', '1000000000', '10000000000', '100000000000']

/** From which size on orders for stake are hidden until they run. @param value rao of TAO, null for never */
export function ShieldAbove({ value, onChange }: { value: string | null; onChange(value: string | null): void }) {
  const { shield: say } = useWords()
  const amountText = useAmountText()
  const id = useId()
  const all = value === null || sizes.includes(value) ? sizes : [...sizes, value]
  const said = (rao: bigint) => (rao === 0n ? say.always : say.from({ amount: amountText(rao, decimalsOf(rao)) }))
  return (
    <div className="option">
      <span className="row-main">
        <label htmlFor={id}>{say.above}</label>
        <span className="row-sub" id={`${id}-help`}>
          {say.aboveHelp}
        </span>
      </span>
      <span className="control">
        <select
          id={id}
          aria-describedby={`${id}-help`}
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        >
          <option value="">{say.never}</option>
          {all.map((each) => (
            <option key={each} value={each}>
              {said(BigInt(each))}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
