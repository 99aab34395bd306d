import { useEffect, useRef, useState } from 'react'
import { ErrorBanner, useWords } from '../popup'
import { Button, Dialog } from '../ui'
import { watchCamera } from './code'

/** The camera, until it has seen a code. @param onPicture the person would rather use a picture */
export function Camera({ onText, onPicture, onClose }: { onText(text: string): void; onPicture(): void; onClose(): void }) {
  const { bring, common } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [error, setError] = useState<unknown>()
  const told = useRef(onText)
  told.current = onText
  useEffect(() => {
    const place = video.current
    if (!place) return
    let left = false
    let stop: (() => void) | undefined
    watchCamera(place, (text) => told.current(text)).then(
      (how) => {
        stop = how
        if (left) how()
      },
      (thrown) => !left && setError(thrown),
    )
    return () => {
      left = true
      stop?.()
    }
  }, [])
  return (
    <Dialog title={bring.camera} onClose={onClose}>
      <div className="stack">
        {error === undefined ? (
          <>
            <p className="text">{bring.cameraText}</p>
            <video ref={video} className="camera" muted playsInline aria-label={bring.camera} />
          </>
        ) : (
          <ErrorBanner error={error} kind="caution" />
        )}
        <div className="foot-pair">
          <Button onClick={onClose}>{error === undefined ? bring.cameraStop : common.cancel}</Button>
          <Button {...(error === undefined ? {} : { look: 'primary' as const })} onClick={onPicture}>
            {bring.usePicture}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
