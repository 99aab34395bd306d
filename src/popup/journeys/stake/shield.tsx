import { Banner, decimalsOf, SwitchOption, useAmountText } from '../../../ui'
import { useWords } from '../../words'
import { type Hidden, type Hiding, hides, lacksEnvelope } from './order'

/** Whether an order is hidden until it runs, and what that costs. Nothing where no pool has a part in it: nobody can trade first. */
export function Shield({
  told,
  order,
  unlimited,
  onChange,
}: {
  told: Hiding
  order: Hidden
  /** Whether no limit protects it. */
  unlimited: boolean
  onChange(change: Hidden): void
}) {
  const { shield: say } = useWords()
  const amountText = useAmountText()
  const { shield } = told
  if (!shield) return null
  if (shield.fee === null && order.hidden !== true)
    return shield.wanted ? (
      <Banner box kind="plain">
        {say.none({ unlimited })}
      </Banner>
    ) : null
  const hiding = hides(order, told)
  const rao = BigInt(shield.fee ?? 0)
  const fee = amountText(rao, decimalsOf(rao))
  return (
    <>
      <SwitchOption
        label={say.hide}
        help={hiding ? say.hideHelp({ fee }) : say.shown({ fee, unlimited })}
        checked={hiding}
        onChange={(hidden) => onChange({ hidden })}
      />
      {lacksEnvelope(order, told) && (
        <Banner box kind="caution" live>
          {say.notEnough}
        </Banner>
      )}
    </>
  )
}
