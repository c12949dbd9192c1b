'use client'

import { useState } from 'react'

/** Marks what was new when the page was opened; it stays while one reads, although it counts as read by then. */
export function NewMark({ unread }: { unread: boolean }) {
  const [fresh] = useState(unread)
  if (!fresh) return null
  return (
    <span className="ml-2 inline-flex h-5 items-center rounded-full bg-accent px-2 text-xs font-semibold text-on-accent">
      New
    </span>
  )
}
