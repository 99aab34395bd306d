import { fromHex } from '../units'

/** Each in a box of 1 × 1: quarter discs, half squares, leaves, disc, square, bars, lozenge, nothing. */
const CELLS = [
  ...['M0 0H1A1 1 0 0 1 0 1Z', 'M1 0V1A1 1 0 0 1 0 0Z', 'M1 1H0A1 1 0 0 1 1 0Z', 'M0 1V0A1 1 0 0 1 1 1Z'],
  ...['M0 0H1L0 1Z', 'M1 0V1L0 0Z', 'M1 1H0L1 0Z', 'M0 1V0L1 1Z'],
  ...['M0 0A1 1 0 0 1 1 1A1 1 0 0 1 0 0Z', 'M1 0A1 1 0 0 1 0 1A1 1 0 0 1 1 0Z'],
  ...['M.5 0A.5 .5 0 0 1 .5 1A.5 .5 0 0 1 .5 0Z', 'M0 0H1V1H0Z'],
  ...['M0 0H.5V1H0Z', 'M0 .5H1V1H0Z', 'M.5 0L1 .5L.5 1L0 .5Z', ''],
]

/**
 * The tile of a key: nine cells drawn from it, a memory aid and never proof.
 * @param publicKey raw, 32 or 33 bytes
 * @returns which of eight inks, and for each cell its shape (0 to 15) and whether it takes the text's ink
 */
export function tileOf(publicKey: Uint8Array): { ink: number; cells: { shape: number; second: boolean }[] } {
  const lanes: [number, number, number, number] = [0x6b6c7569, 0x73207469, 0x6c652031, publicKey.length]
  for (const [at, byte] of publicKey.entries()) {
    const lane = (at & 3) as 0 | 1 | 2 | 3
    lanes[lane] = Math.imul(lanes[lane] ^ byte, 16777619) >>> 0 // FNV-1a, four lanes
  }
  let [a, b, c, d] = lanes
  const draw = () => {
    const t = (a + b + d) >>> 0 // sfc32
    d = (d + 1) >>> 0
    a = (b ^ (b >>> 9)) >>> 0
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + t) >>> 0
    return t >>> 16 // the upper half is the better half
  }
  for (let i = 0; i < 12; i++) draw()
  const ink = draw() & 7
  const cells = Array.from({ length: 9 }, () => {
    const drawn = draw()
    return { shape: drawn & 15, second: ((drawn >> 4) & 3) === 0 }
  })
  return { ink, cells }
}

/** The tile beside a name; square for a coldkey, round for a hotkey. @param publicKey hex @param size pixels */
export function Tile({ publicKey, size = 32, role = 'coldkey' }: { publicKey: string; size?: number; role?: 'coldkey' | 'hotkey' }) {
  const { ink, cells } = tileOf(fromHex(publicKey))
  const box = role === 'hotkey' ? '-.4 -.4 3.8 3.8' : '-.25 -.25 3.5 3.5'
  const places = ['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3']
  return (
    <svg className={`id id--${role}`} viewBox={box} width={size} height={size} aria-hidden="true" fill={`var(--id-${ink})`}>
      <rect x="-1" y="-1" width="5" height="5" opacity=".14" />
      {cells.map(({ shape, second }, at) =>
        CELLS[shape] ? (
          <path
            key={places[at]}
            d={CELLS[shape]}
            transform={`translate(${at % 3} ${Math.floor(at / 3)})`}
            {...(second ? { fill: 'currentColor' } : {})}
          />
        ) : null,
      )}
    </svg>
  )
}
