import { useFormats, useWords } from '../../words'

/** Blocks take twelve seconds. */
export const SECONDS = 12
/** A block that is to come, as a person reads it: its number, and how long it takes from now. */
export function useBlockText(now: number): (block: number) => { block: string; time: string } {
  const { common } = useWords()
  const formats = useFormats()
  return (block) => ({ block: formats.number(block), time: common.lasting(Math.max(block - now, 1) * SECONDS) })
}
