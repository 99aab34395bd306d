import { lazy, Suspense } from 'react'

const Drawn = lazy(async () => ({ default: (await import('./qr')).Qr }))

/** A QR code, always dark on white; what draws it is loaded when one is shown. @param text at most some hundred characters @param label what a screen reader is told */
export function QrCode(props: { text: string; label: string }) {
  return (
    <Suspense fallback={<div className="qr" />}>
      <Drawn {...props} />
    </Suspense>
  )
}
