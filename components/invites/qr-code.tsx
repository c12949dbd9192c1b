import { qrPath } from './qr-path'

/** A QR code: black on white in every theme, because many readers take nothing else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, d } = qrPath(text)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-64 max-w-full rounded-lg border border-line bg-white xs:size-72"
    >
      <path d={d} className="fill-black" />
    </svg>
  )
}
