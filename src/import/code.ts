import { KluisError } from '../units'
import { LONGEST_SIDE, unpacking } from './picture'

/** The text of a QR code in pixels, undefined where there is none. */
async function textIn(image: ImageData): Promise<string | undefined> {
  const { default: decodeQR } = await import('qr/decode.js')
  try {
    return decodeQR(image, { effort: 4, timeLimit: 400 }) || undefined
  } catch {
    return undefined
  }
}

function pixels(source: CanvasImageSource, width: number, height: number): ImageData | undefined {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || !canvas.width || !canvas.height) return undefined
  // What is transparent in a picture is paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The text of the code in a picture. @throws KluisError qr-not-found */
export async function readPicture(bytes: Uint8Array): Promise<string> {
  const how = unpacking(bytes)
  const bitmap = how && (await createImageBitmap(new Blob([bytes as BlobPart]), how).catch(() => undefined))
  const image = bitmap && pixels(bitmap, bitmap.width, bitmap.height)
  bitmap?.close()
  const text = image && (await textIn(image))
  if (!text) throw new KluisError('qr-not-found')
  return text
}

const reasons: Readonly<Record<string, string>> = { NotAllowedError: 'denied', NotReadableError: 'busy' }

/**
 * Looks through the camera until it sees a code.
 * @param video where the picture is shown
 * @returns how to stop; stopping more than once is nothing
 * @throws KluisError no-camera {because?: denied, busy}
 */
export async function watchCamera(video: HTMLVideoElement, seen: (text: string) => void): Promise<() => void> {
  const wanted = { video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false }
  const stream = await (navigator.mediaDevices?.getUserMedia(wanted) ?? Promise.reject(new Error())).catch((error: unknown) => {
    const because = error instanceof DOMException ? reasons[error.name] : undefined
    throw new KluisError('no-camera', because ? { because } : {}, error)
  })
  let stopped = false
  const stop = () => {
    stopped = true
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  video.srcObject = stream
  await video.play().catch(() => undefined)
  const look = async () => {
    while (!stopped) {
      const image = pixels(video, video.videoWidth, video.videoHeight)
      const text = image && (await textIn(image))
      if (text && !stopped) {
        stop()
        seen(text)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
  }
  void look()
  return stop
}
