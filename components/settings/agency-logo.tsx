'use client'

import { useState } from 'react'
import { cx } from '../ui/cx'

const SIZES = { 40: 'size-10 text-lg', 56: 'size-14 text-2xl' }

/** The agency's picture, or its first letter while there is none or it does not load. The name stands beside it. */
export function AgencyLogo({ src, name, size = 40 }: { src: string | null; name: string; size?: 40 | 56 }) {
  const [broken, setBroken] = useState<string | null>(null)
  const letter = [...name].find((c) => /[\p{L}\p{N}]/u.test(c))?.toUpperCase() ?? '?'
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-center justify-center overflow-hidden rounded-lg border border-line bg-accent-soft font-semibold text-accent-text',
        SIZES[size],
      )}
    >
      {src && broken !== src ? (
        <img
          src={src}
          alt=""
          width={size}
          height={size}
          className="size-full bg-white object-contain"
          onError={() => setBroken(src)}
        />
      ) : (
        letter
      )}
    </span>
  )
}
