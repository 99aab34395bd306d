import { modulesOf } from './qr-picture'

/** Draws the code. @param text at most some hundred characters @param label what a screen reader is told */
export function Qr({ text, label }: { text: string; label: string }) {
  const rows = modulesOf(text)
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
