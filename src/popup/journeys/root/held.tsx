import { useFormats, useWords } from '../../words'

/** Blocks take twelve seconds. */
const SECONDS = 12

/** For how long root stake is held, in a sentence. @param children makes it of the blocks and of the time that they take */
export function Held({ blocks, children }: { blocks: number; children(facts: { blocks: string; time: string }): string }) {
  const { common } = useWords()
  const formats = useFormats()
  return <p className="note">{children({ blocks: formats.number(blocks), time: common.lasting(blocks * SECONDS) })}</p>
}
