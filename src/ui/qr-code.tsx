import { lazy, Suspense } from 'react'

const Drawn = lazy(async () => ({ default: (await import('./qr')).Qr }))

/** The same code as a PNG picture. @param text at most some hundred characters */
export const qrPicture = async (text: string): Promise<Uint8Array> => (await import('./qr-picture')).qrPng(text)

/** A QR code, always dark on white; what draws it is loaded when one is shown. @param text at most some hundred characters @param label what a screen reader is told */
export function QrCode(props: { text: string; label: string }) {
  return (
    <Suspense fallback={<div className="qr" />}>
      <Drawn {...props} />
    </Suspense>
  )
}
