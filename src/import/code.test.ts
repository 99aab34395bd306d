import { encodeQR } from 'qr'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pictureOf } from '../../e2e/fixtures/keyfiles'
import { words as en } from '../words/en/all'
import { readPicture, watchCamera } from './code'

/** What is in front of the camera, or in a picture: a code, or white paper. */
type Sight = { width: number; height: number; text: string | null }
const paper: Sight = { width: 320, height: 240, text: null }
const code = (text: string): Sight => ({ width: 320, height: 320, text })

function draw(pixels: Uint8ClampedArray, { width, height, text }: Sight): void {
  pixels.fill(255)
  if (text === null) return
  const modules = encodeQR(text, 'raw', { border: 4 })
  const scale = Math.floor(Math.min(width, height) / modules.length)
  for (let y = 0; y < modules.length * scale; y++)
    for (let x = 0; x < modules.length * scale; x++)
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
}
/** A canvas that holds what is drawn onto it. */
function canvas() {
  const own = { width: 0, height: 0, getContext: () => context }
  let pixels = new Uint8ClampedArray()
  const context = {
    fillRect: () => undefined,
    drawImage: ({ sight }: { sight: Sight }, _x: number, _y: number, width: number, height: number) => {
      pixels = new Uint8ClampedArray(width * height * 4)
      draw(pixels, { ...sight, width, height })
    },
    getImageData: () => ({ data: pixels, width: own.width, height: own.height }),
  }
  return own
}
/** A camera that shows one sight after the other, the last for ever. */
function camera(...sights: Sight[]) {
  const track = { stop: vi.fn() }
  const stream = { getTracks: () => [track] }
  let looks = 0
  const now = () => sights[Math.min(looks, sights.length - 1)] ?? paper
  const video = {
    srcObject: null as unknown,
    play: vi.fn(async () => undefined),
    // Its width is asked for at every look.
    get videoWidth() {
      looks++
      return now().width
    },
    get videoHeight() {
      return now().height
    },
    get sight() {
      return now()
    },
  }
  const ask = vi.fn(async (_: MediaStreamConstraints) => stream)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: ask } })
  return { video: video as unknown as HTMLVideoElement, track, stream, ask, looks: () => looks }
}
beforeEach(() => void vi.stubGlobal('document', { createElement: canvas }))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('the camera is watched until a code is seen, and let go of then', async () => {
  const { video, track, ask } = camera({ ...paper, width: 0, height: 0 }, paper, code('secret:0x12'))
  const seen = await new Promise<string>((tell) => void watchCamera(video, tell))
  expect(seen).toBe('secret:0x12')
  expect(ask.mock.calls[0]?.[0]).toMatchObject({ audio: false, video: { facingMode: 'environment' } })
  expect(track.stop).toHaveBeenCalled()
  expect(video.srcObject).toBeNull()
})

test('a camera that is stopped is let go of and says nothing any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const { video, track, stream, looks } = camera(paper)
  const seen = vi.fn()
  const stop = await watchCamera(video, seen)
  expect(video.srcObject).toBe(stream)
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(1))
  stop()
  stop()
  expect(track.stop).toHaveBeenCalled()
  expect(video.srcObject).toBeNull()
  const before = looks()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([looks(), seen.mock.calls]).toEqual([before, []])
})

test.each([
  ['NotAllowedError', 'denied'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', undefined],
  ['OverconstrainedError', undefined],
])('a camera that says %s is told with a sentence of its own', async (name, because) => {
  const { video, ask } = camera(paper)
  ask.mockRejectedValue(new DOMException('', name))
  await expect(watchCamera(video, () => undefined)).rejects.toMatchObject({ code: 'no-camera', facts: because ? { because } : {} })
})

test('a browser that knows no cameras says that there is none', async () => {
  vi.stubGlobal('navigator', {})
  await expect(watchCamera({} as HTMLVideoElement, () => undefined)).rejects.toMatchObject({ code: 'no-camera', facts: {} })
  const sentences = [{ because: 'denied' }, { because: 'busy' }, {}].map((facts) => en.errors['no-camera'](facts))
  expect(new Set(sentences).size).toBe(3)
})

test('a picture is unpacked by the browser, and let go of whether it holds a code or not', async () => {
  const close = vi.fn()
  const unpack = (sight: Sight) =>
    vi.stubGlobal('createImageBitmap', async () => ({ width: sight.width, height: sight.height, sight, close }))
  const bytes = pictureOf('x')
  unpack(code('5Grwva'))
  expect(await readPicture(bytes)).toBe('5Grwva')
  unpack(paper)
  await expect(readPicture(bytes)).rejects.toMatchObject({ code: 'qr-not-found' })
  expect(close).toHaveBeenCalledTimes(2)
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('', 'InvalidStateError')))
  await expect(readPicture(bytes)).rejects.toMatchObject({ code: 'qr-not-found' })
})
