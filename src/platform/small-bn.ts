// @polkadot/util and util-crypto count bytes and scrypt's numbers with bn.js, 76 kB for what bigint does since 2018. This is the part
// they use, held against bn.js by a law; another method does not exist, so a new use of one fails loudly.

type Endian = 'le' | 'be'

const fromBytes = (bytes: ArrayLike<number>, endian: Endian) => {
  const ordered = Array.from(bytes)
  if (endian === 'le') ordered.reverse()
  return ordered.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

function parse(text: string, base: number | 'hex'): bigint {
  const negative = text.startsWith('-')
  const digits = negative ? text.slice(1) : text
  if (base !== 10 && base !== 16 && base !== 'hex') throw new Error(`small-bn: base ${base}`)
  if (!(base === 10 ? /^\d+$/ : /^[\da-f]*$/i).test(digits)) throw new Error('small-bn: not a number')
  const value = digits === '' ? 0n : BigInt(base === 10 ? digits : `0x${digits}`)
  return negative ? -value : value
}

function reversedHex(text: string): string {
  const even = text.length % 2 ? `0${text}` : text
  return (even.match(/../g) ?? []).reverse().join('')
}

/** An integer of any size. In: a number that is a safe integer, digits in base 10 or 16, bytes (big-endian unless told), or another one. */
class BN {
  #value: bigint

  constructor(value: number | bigint | string | ArrayLike<number> | BN = 0, base: number | 'hex' | Endian = 10, endian: Endian = 'be') {
    if (value instanceof BN) this.#value = value.#value
    else if (typeof value === 'bigint') this.#value = value
    else if (typeof value === 'number') {
      if (!Number.isSafeInteger(value)) throw new Error('small-bn: not a safe integer')
      this.#value = BigInt(value)
    } else if (typeof value === 'string') {
      const inBase = base === 'le' || base === 'be' ? 10 : base
      this.#value = parse(endian === 'le' && inBase !== 10 ? reversedHex(value) : value, inBase)
    } else this.#value = fromBytes(value, base === 'le' || base === 'be' ? base : endian)
  }

  static isBN(value: unknown): value is BN {
    return value instanceof BN
  }

  #become(value: bigint) {
    this.#value = value
    return this
  }

  mul(by: BN) {
    return new BN(this.#value * by.#value)
  }
  pow(exponent: BN) {
    return new BN(this.#value ** exponent.#value)
  }
  iadd(by: BN) {
    return this.#become(this.#value + by.#value)
  }
  isub(by: BN) {
    return this.#become(this.#value - by.#value)
  }
  shln(bits: number) {
    return new BN(this.#value << BigInt(bits))
  }
  cmp(to: BN): -1 | 0 | 1 {
    return this.#value < to.#value ? -1 : this.#value > to.#value ? 1 : 0
  }
  lte(than: BN) {
    return this.#value <= than.#value
  }
  toTwos(bits: number) {
    return new BN(BigInt.asUintN(bits, this.#value))
  }
  fromTwos(bits: number) {
    return new BN(BigInt.asIntN(bits, this.#value))
  }
  bitLength() {
    const size = this.#value < 0n ? -this.#value : this.#value
    return size === 0n ? 0 : size.toString(2).length
  }
  toNumber() {
    const number = Number(this.#value)
    if (!Number.isSafeInteger(number)) throw new Error('small-bn: more than 53 bits')
    return number
  }
  toString() {
    return this.#value.toString()
  }
  /** `size` bytes, filled with zeros, or as many as it takes; a number that needs more is refused. The sign is not told, as in bn.js. */
  toArray(endian: Endian, size?: number): number[] {
    const least = Math.max(1, Math.ceil(this.bitLength() / 8))
    const length = size || least
    if (length < least) throw new Error('small-bn: more bytes than asked for')
    let rest = this.#value < 0n ? -this.#value : this.#value
    const bytes: number[] = []
    for (let at = 0; at < length; at += 1) {
      bytes.push(Number(rest & 0xffn))
      rest >>= 8n
    }
    return endian === 'le' ? bytes : bytes.reverse()
  }
}

// biome-ignore lint/style/noDefaultExport: bn.js has one, and the packages import that
export { BN as default }
