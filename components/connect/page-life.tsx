'use client'

import { useEffect, useRef } from 'react'

/** When the step changes under her, the new heading is read out and stands at the top. */
function useHeadingFocus(step: string): void {
  const last = useRef(step)
  useEffect(() => {
    if (last.current === step) return
    last.current = step
    document.getElementById('step-heading')?.focus()
    window.scrollTo({ top: 0 })
  }, [step])
}

/**
 * What the connect page does by itself when it is shown or moves on. Shows nothing itself.
 * @param opened tells the agency that the page was looked at, by a browser and not by a scanner
 */
export function PageLife({
  step,
  opened,
}: {
  step: string
  opened: ((input: { timeZone: string }) => Promise<unknown>) | null
}) {
  const told = useRef(false)
  useHeadingFocus(step)
  useEffect(() => {
    if (told.current || !opened) return
    told.current = true
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    opened({ timeZone }).catch(() => {})
  }, [opened])
  return null
}
