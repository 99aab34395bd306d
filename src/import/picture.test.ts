import { expect, test } from 'vitest'
import { concat } from '../units'
import { sizeOf, unpacking } from './picture'

const u16 = (n: number) => Uint8Array.of(n >> 8, n & 255)
const u32 = (n: number) => concat(u16(n >>> 16), u16(n & 0xffff))
const text = (value: string) => new TextEncoder().encode(value)
const png = (width: number, height: number) =>
  concat(Uint8Array.of(0x89), text('PNG\r\n\u001a\n'), u32(13), text('IHDR'), u32(width), u32(height))
const jpeg = (width: number, height: number) => {
  const [app, table, frame] = [
    concat(u16(0xffe0), u16(4), u16(0)),
    concat(u16(0xffc4), u16(3), Uint8Array.of(0)),
    concat(u16(0xffc2), u16(11), Uint8Array.of(8), u16(height), u16(width)),
  ]
  return concat(u16(0xffd8), app, table, Uint8Array.of(0xff), frame)
}
const riff = (kind: string, rest: number[]) => concat(text('RIFF'), u32(0), text('WEBP'), text(kind), Uint8Array.from(rest))
const webps = [
  riff('VP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x20, 3, 0x58, 2]),
  riff('VP8L', [0, 0, 0, 0, 0x2f, 0x1f, 0xc3, 0x95, 0]),
  riff('VP8X', [0, 0, 0, 0, 0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]),
]

test('width and height stand in the head of every kind of picture', () => {
  for (const each of [png(800, 600), jpeg(800, 600), ...webps]) expect(sizeOf(each)).toEqual({ width: 800, height: 600 })
})

test('what is no picture, or is cut off before it says how large it is, is not unpacked', () => {
  for (const each of [png(800, 600).slice(0, 20), jpeg(8, 8).slice(0, 12), text('RIFF'), png(0, 5), Uint8Array.of(0xff, 0xd8, 1, 2, 3, 4)])
    expect(unpacking(each)).toBeUndefined()
})

test('a picture is unpacked at the size at which a code is read, and not at all where it would fill the memory', () => {
  expect(unpacking(png(4_000, 3_000))).toEqual({ resizeWidth: 1_600 })
  expect(unpacking(png(3_000, 4_000))).toEqual({ resizeHeight: 1_600 })
  expect(unpacking(png(30, 20))).toEqual({})
  expect(unpacking(png(60_000, 60_000))).toBeUndefined()
  expect(unpacking(png(1, 20_000))).toBeUndefined()
})
