'use client'

import { useState } from 'react'
import { cx } from './cx'

export type AvatarSize = 24 | 32 | 48 | 80

const SIZES: Record<AvatarSize, string> = {
  24: 'size-6 text-[10px]',
  32: 'size-8 text-xs',
  48: 'size-12 text-lg',
  80: 'size-20 text-2xl',
}
const TONES = ['bg-hue-1', 'bg-hue-2', 'bg-hue-3', 'bg-hue-4', 'bg-hue-5', 'bg-hue-6']

/** Up to two letters: of the first and the last word. */
function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return (
    picked
      .map((word) => [...(word ?? '')].find((c) => /[\p{L}\p{N}]/u.test(c)) ?? '')
      .join('')
      .toUpperCase() || '?'
  )
}

/** The same name always gets the same tone. */
function toneOf(name: string): string | undefined {
  let sum = 0
  for (const c of name) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) % 9973
  return TONES[sum % TONES.length]
}

/** A picture, or initials when there is none or it does not load. The name stands beside it, so it is silent. */
export function Avatar({
  src,
  name,
  size = 32,
  className,
}: {
  src: string | null
  name: string
  size?: AvatarSize | undefined
  className?: string | undefined
}) {
  const [broken, setBroken] = useState<string | null>(null)
  const frame = cx(
    'inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full font-semibold text-ink select-none',
    SIZES[size],
    toneOf(name),
    className,
  )
  if (!src || broken === src)
    return (
      <span aria-hidden className={frame}>
        {initials(name)}
      </span>
    )
  return (
    <span aria-hidden className={frame}>
      {/* An error before hydration fires no event here, so the ref looks once. */}
      <img
        src={src}
        alt=""
        width={size}
        height={size}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        className="size-full object-cover"
        ref={(image) => {
          if (image?.complete && image.naturalWidth === 0) setBroken(src)
        }}
        onError={() => setBroken(src)}
      />
    </span>
  )
}
