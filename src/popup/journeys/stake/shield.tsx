import { Banner, decimalsOf, SwitchOption, useAmountText } from '../../../ui'
import { useWords } from '../../words'
import { hides, type Order, type Trade } from './order'

/** Whether an order is hidden until it runs, and what that costs. Nothing on root, where nobody can trade first. */
export function Shield({ trade, order, onChange }: { trade: Trade; order: Order; onChange(change: Partial<Order>): void }) {
  const { shield: say } = useWords()
  const amountText = useAmountText()
  const { shield } = trade
  if (!shield) return null
  if (shield.fee === null && order.hidden !== true)
    return shield.wanted ? (
      <Banner box kind="plain">
        {say.none}
      </Banner>
    ) : null
  const hiding = hides(order, trade)
  const rao = BigInt(shield.fee ?? 0)
  const fee = amountText(rao, decimalsOf(rao))
  return (
    <SwitchOption
      label={say.hide}
      help={hiding ? say.hideHelp({ fee }) : say.shown({ fee })}
      checked={hiding}
      onChange={(hidden) => onChange({ hidden })}
    />
  )
}
