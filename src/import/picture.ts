// What can be told of a picture before the browser unpacks it: a small file may hold a picture of many gigabytes.

/** Whether bytes begin as a PNG, a JPEG or a WebP does. */
export const isPicture = (b: Uint8Array): boolean =>
  (b[0] === 0x89 && b[1] === 0x50) || (b[0] === 0xff && b[1] === 0xd8) || (b[0] === 0x52 && b[1] === 0x49 && b[8] === 0x57 && b[9] === 0x45)

export type Size = { width: number; height: number }

/** Width and height as the head of a picture says them; undefined where it does not. */
export function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = bytes[0] === 0x89 ? ofPng(view) : bytes[0] === 0xff ? ofJpeg(view) : ofWebp(view)
    return size && size.width > 0 && size.height > 0 ? size : undefined
  } catch {
    // It is cut off before it says so.
    return undefined
  }
}

const ofPng = (view: DataView): Size => ({ width: view.getUint32(16), height: view.getUint32(20) })

function ofJpeg(view: DataView): Size | undefined {
  for (let at = 2; at < view.byteLength; ) {
    const marker = view.getUint16(at)
    if (marker >> 8 !== 0xff) return undefined
    // A frame of any kind of coding; C4, C8 and CC are tables.
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

function ofWebp(view: DataView): Size | undefined {
  const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)))
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (kind !== 'VP8X') return undefined
  const number = (at: number) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  return { width: number(24), height: number(27) }
}

/** More than any camera makes, and longer than any picture that somebody took of a code. */
const MOST_PIXELS = 128 * 1_048_576
const LONGEST_SHAPE = 16
/** A photograph may be large; a code in it is read as well at this size. */
export const LONGEST_SIDE = 1_600

/**
 * How a picture is unpacked; undefined where it would fill the memory, or is no picture.
 * Only one side is said: a photograph that lies on its side keeps its shape.
 */
export function unpacking(bytes: Uint8Array): { resizeWidth?: number; resizeHeight?: number } | undefined {
  const size = sizeOf(bytes)
  if (!size) return undefined
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)]
  if (short * long > MOST_PIXELS || long > short * LONGEST_SHAPE) return undefined
  if (long <= LONGEST_SIDE) return {}
  return size.width === long ? { resizeWidth: LONGEST_SIDE } : { resizeHeight: LONGEST_SIDE }
}
