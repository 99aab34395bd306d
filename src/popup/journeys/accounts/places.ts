/** Which account stands at a place of the screen while one is lifted out of the list and held over another place. */
export function sourceAt(index: number, move: { from: number; to: number } | undefined): number {
  if (!move) return index
  const { from, to } = move
  if (index === to) return from
  if (from < to) return index >= from && index < to ? index + 1 : index
  return index > to && index <= from ? index - 1 : index
}
