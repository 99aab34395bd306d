import encodeQR from 'qr'

/** Modules of white around the code: a reader needs four. */
const MARGIN = 4
/** Pixels to a module in a file: a screen and a printer have room for it. */
const SCALE = 12

/** Line by line which modules are dark, with the white around them. @param text at most some hundred characters */
export const modulesOf = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: MARGIN })

/** The code as a PNG picture, dark on white, one bit to a pixel. @param text at most some hundred characters */
export async function qrPng(text: string): Promise<Uint8Array> {
  const rows = modulesOf(text)
  const size = rows.length * SCALE
  const stride = 1 + Math.ceil(size / 8)
  // One byte before each line says that it stands as it is; a bit that is set is white.
  const lines = new Uint8Array(stride * size)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const dark = rows[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)]
      const at = y * stride + 1 + (x >> 3)
      if (!dark) lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7))
    }
  const head = new Uint8Array(13)
  new DataView(head.buffer).setUint32(0, size)
  new DataView(head.buffer).setUint32(4, size)
  head[8] = 1 // bits; all else is 0: grey, deflated, not interlaced
  const packed = new Response(new Blob([lines]).stream().pipeThrough(new CompressionStream('deflate')))
  const parts = [part('IHDR', head), part('IDAT', new Uint8Array(await packed.arrayBuffer())), part('IEND', new Uint8Array())]
  return Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...parts.flatMap((each) => [...each])])
}

/** A part of a PNG: length, name, what it holds, and the checksum of name and content. */
function part(name: string, content: Uint8Array): Uint8Array {
  const made = new Uint8Array(content.length + 12)
  const view = new DataView(made.buffer)
  view.setUint32(0, content.length)
  made.set(new TextEncoder().encode(name), 4)
  made.set(content, 8)
  view.setUint32(content.length + 8, crc32(made.subarray(4, content.length + 8)))
  return made
}

/** CRC-32 as PNG wants it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
