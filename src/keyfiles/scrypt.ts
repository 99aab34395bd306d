import { scrypt } from 'hash-wasm'
import { KluisError } from '../units'
import { inMemory } from './memory'

/** Costs of scrypt: rounds, lanes, block size. A key takes 128·n·r bytes of memory. */
export type ScryptCost = { n: number; p: number; r: number }

const MOST_MEMORY = 256 * 1024 * 1024
const MOST_LANES = 16
const MOST_BLOCK = 8
/** Every set of numbers that a wallet was ever seen to write (keys.md 3.5): log2 n, p; r is 8. */
const KNOWN: readonly (readonly [log: number, p: number])[] = [
  [13, 10],
  [14, 5],
  [15, 3],
  [15, 1],
  [16, 2],
  [17, 1],
  [18, 1],
]

/**
 * Whether a stranger's numbers may be worked with; nothing is allocated before.
 * @throws KluisError kdf-invalid, kdf-too-expensive
 */
export function checkScrypt({ n, p, r }: ScryptCost): void {
  // Bit arithmetic is signed: 2^31 is a power of two all the same.
  if (n < 2 || 2 ** Math.floor(Math.log2(n)) !== n || p === 0 || r === 0) throw new KluisError('kdf-invalid')
  if (128 * n * r > MOST_MEMORY || p > MOST_LANES || r > MOST_BLOCK) throw new KluisError('kdf-too-expensive')
  if (r !== MOST_BLOCK || !KNOWN.some(([log, lanes]) => 2 ** log === n && lanes === p)) throw new KluisError('kdf-invalid')
}

/** The 32-byte key of a password's bytes. The caller wipes it. @throws KluisError those of checkScrypt, too-little-memory */
export async function scryptKey(password: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  checkScrypt(cost)
  return inMemory(() =>
    scrypt({
      password,
      salt,
      costFactor: cost.n,
      blockSize: cost.r,
      parallelism: cost.p,
      hashLength: 32,
      outputType: 'binary',
    }),
  )
}
