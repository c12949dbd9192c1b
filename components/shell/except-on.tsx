'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** Leaves something out on the one page that tells of it itself. */
export function ExceptOn({ path, children }: { path: string; children: ReactNode }) {
  return usePathname() === path ? null : children
}
