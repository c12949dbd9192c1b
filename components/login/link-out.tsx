import { ArrowUpRight } from 'lucide-react'
import { QrCode } from '../invites/qr-code'
import { LOOKS, type Look } from './look'

/** The longest address that a phone still reads from a screen. */
const QR_MAX = 900

/** Schemes that run or show something here instead of leading away. */
const INSIDE = /^(javascript|data|vbscript|blob|file|about):/i

/**
 * A link that belongs on a phone: there it is a button, on a computer a QR code to scan.
 * @param both the button helps on a computer too
 */
export function LinkOut({
  href,
  label,
  scan,
  qrLabel,
  both,
  look,
}: {
  href: string
  label: string
  scan: string
  qrLabel: string
  both: boolean
  look: Look
}) {
  if (INSIDE.test(href.trim()) || !/^[a-z][a-z\d+.-]*:/i.test(href)) return null
  const short = href.length <= QR_MAX
  return (
    <div className="flex flex-col gap-4">
      {short && (
        <div className="flex flex-col gap-3 max-md:hidden sm:flex-row sm:items-center sm:gap-5">
          <div className="shrink-0 [&_svg]:size-56">
            <QrCode text={href} label={qrLabel} />
          </div>
          <p className={`${LOOKS[look].text} max-w-56`}>{scan}</p>
        </div>
      )}
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        className={`${LOOKS[look].primary} self-start ${both || !short ? '' : 'md:pointer-fine:hidden'}`}
      >
        {label}
        <ArrowUpRight aria-hidden />
      </a>
    </div>
  )
}
