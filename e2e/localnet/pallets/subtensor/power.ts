// Powers with fractions for exponents, in whole numbers: the chain computes them with as many digits, and cuts them off where this does.

/** Of the results: 10^18 parts, as the chain has them. */
export const ONE = 1_000_000_000_000_000_000n
const BITS = 160n
const UNIT = 1n << BITS

/** Of numbers from 1 to 2, in units. */
function logOfSmall(value: bigint): bigint {
  const part = ((value - UNIT) << BITS) / (value + UNIT)
  const square = (part * part) >> BITS
  let sum = 0n
  for (let [term, odd] = [part, 1n]; term !== 0n; [term, odd] = [(term * square) >> BITS, odd + 2n]) sum += term / odd
  return 2n * sum
}
const LOG_2 = logOfSmall(2n * UNIT)

/** The natural logarithm of a fraction, in units. */
function log(above: bigint, below: bigint): bigint {
  let twos = above.toString(2).length - below.toString(2).length
  if (above << BigInt(Math.max(-twos, 0)) < below << BigInt(Math.max(twos, 0))) twos -= 1
  const [up, down] = [above << BigInt(Math.max(-twos, 0)), below << BigInt(Math.max(twos, 0))]
  return BigInt(twos) * LOG_2 + logOfSmall((up << BITS) / down)
}

/** e to a power in units, in 10^18 parts. */
function exp(power: bigint): bigint {
  const twos = power >= 0n ? power / LOG_2 : -((-power + LOG_2 - 1n) / LOG_2)
  const rest = power - twos * LOG_2
  let sum = 0n
  for (let [term, count] = [UNIT, 1n]; term !== 0n; [term, count] = [(term * rest) / (count << BITS), count + 1n]) sum += term
  // What is a whole number of parts must not fall below it by the last of all bits.
  const all = (sum + (1n << 32n)) * ONE
  return twos >= BITS ? all << (twos - BITS) : all >> (BITS - twos)
}

/** (above / below) ^ (up / down), in 10^18 parts, cut off. All of them are more than nothing. */
export const power = (above: bigint, below: bigint, up: bigint, down: bigint): bigint => exp((log(above, below) * up) / down)
