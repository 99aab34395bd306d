const NEAR = 8

/**
 * A number that is free: the first of few, and beyond those the one after a row without gaps. Thousands of accounts cost some ten questions.
 * @throws what `isFree` throws
 */
export async function freeNumber(isFree: (n: number) => Promise<boolean>): Promise<number> {
  for (let n = 0; n < NEAR; n++) if (await isFree(n)) return n
  let taken = NEAR - 1
  let free = 2 * NEAR
  while (!(await isFree(free))) {
    taken = free
    free *= 2
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2)
    if (await isFree(middle)) free = middle
    else taken = middle
  }
  return free
}
