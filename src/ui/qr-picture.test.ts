import { crc32, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { qrPng } from './qr-picture'

/** Grey pixels of a picture of one bit each, as RGBA. @throws where it is no such picture */
function pixelsOf(png: Uint8Array) {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const parts = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    expect(bytes.readUInt32BE(at + length + 8)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)))
    parts.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const head = parts.get('IHDR') ?? Buffer.alloc(13)
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  expect([...head.subarray(8)]).toEqual([1, 0, 0, 0, 0])
  const lines = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))
  const stride = 1 + Math.ceil(width / 8)
  expect(lines.length).toBe(height * stride)
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const white = ((lines[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      if (!white) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  return { width, height, data }
}

test('a reader finds in the picture exactly what was written into it', async () => {
  const address = fc.string({
    unit: fc.constantFrom(...'123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'),
    minLength: 1,
    maxLength: 104,
  })
  await fc.assert(
    fc.asyncProperty(address, async (text) => {
      const picture = pixelsOf(await qrPng(text))
      expect(picture.width).toBe(picture.height)
      expect(picture.width).toBeGreaterThan(300)
      expect(decodeQR(picture)).toBe(text)
    }),
    { numRuns: 12 },
  )
})
