import { useView } from '../../background'
import { useOld } from '../../frame'
import { useFormats, useWords } from '../../words'

/** At which block, or when, the numbers of this screen were read. */
export function SeenAt() {
  const { home } = useWords()
  const formats = useFormats()
  const balances = useView('balances')
  const old = useOld()
  if (!balances?.at || balances.block === null) return null
  return (
    <span className="note">
      {old ? home.at({ time: formats.age(balances.at) }) : home.block({ block: formats.number(balances.block) })}
    </span>
  )
}
