import { decimalsOf, useAmountText } from '../../../ui'
import { useFormats, useWords } from '../../words'

/** Blocks take twelve seconds. */
const SECONDS = 12

/** How many blocks that is, and about how long. */
function useTimes(): (blocks: number) => { blocks: string; time: string } {
  const { common } = useWords()
  const formats = useFormats()
  return (blocks) => ({ blocks: formats.number(blocks), time: common.lasting(blocks * SECONDS) })
}
/** For how long root stake is held, in a sentence. @param children makes it of the blocks and of the time that they take */
export function Held({ blocks, children }: { blocks: number; children(facts: { blocks: string; time: string }): string }) {
  const times = useTimes()
  return <p className="note">{children(times(blocks))}</p>
}
/** That so much root stake is held now, why, and for how long: in rao of TAO and blocks. */
export function useSayHeld(): (rao: bigint, blocks: number) => string {
  const { root } = useWords()
  const times = useTimes()
  const amountText = useAmountText({ coverable: true })
  return (rao, blocks) => root.heldNow({ amount: amountText(rao, decimalsOf(rao)), ...times(blocks) })
}
