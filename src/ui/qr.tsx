import encodeQR from 'qr'

/** Modules of white around the code: a reader needs four. */
const MARGIN = 4

/** Draws the code. @param text at most some hundred characters @param label what a screen reader is told */
export function Qr({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: MARGIN })
  const size = rows.length
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${size} ${size}`} width="200" height="200" role="img" aria-label={label} shapeRendering="crispEdges">
        <path fill="#000" d={path} />
      </svg>
    </div>
  )
}
