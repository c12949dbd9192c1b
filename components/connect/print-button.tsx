'use client'

import { useSyncExternalStore } from 'react'
import { bigButton } from './big-button'

const nothing = () => () => {}

/** Opens the browser's print dialog, where a page can also be saved. Not there without JavaScript: it could do nothing. */
export function PrintButton({ label }: { label: string }) {
  const canPrint = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
  if (!canPrint) return null
  return (
    <button type="button" onClick={() => window.print()} className={bigButton('secondary', 'print:hidden')}>
      {label}
    </button>
  )
}
