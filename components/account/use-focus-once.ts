'use client'

import { useEffect, useRef } from 'react'

/** Moves the focus to an element when it appears in the place of what had it. */
export function useFocusOnce<T extends HTMLElement>() {
  const ref = useRef<T>(null)
  useEffect(() => ref.current?.focus({ preventScroll: false }), [])
  return ref
}
