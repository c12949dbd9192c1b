'use client'

import Link from 'next/link'
import { type ComponentProps, useState } from 'react'

export type PageLinkProps = Omit<ComponentProps<typeof Link>, 'prefetch'>

/**
 * A link to a page of ours. It fetches the page ahead when a pointer comes near, not when the link comes into view:
 * every page is rendered for the one who asks, and each shows dozens of links.
 */
export function PageLink({ onPointerEnter, ...rest }: PageLinkProps) {
  const [isNear, setNear] = useState(false)
  return (
    <Link
      {...rest}
      prefetch={isNear ? null : false}
      onPointerEnter={(event) => {
        setNear(true)
        onPointerEnter?.(event)
      }}
    />
  )
}
