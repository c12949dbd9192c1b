'use client'

import { useEffect } from 'react'
import { GO } from './step-props'

/** After a plain form post: on to the provider at once. This stop is left out of the browser's history. */
export function GoOn() {
  useEffect(() => window.location.replace(GO), [])
  return null
}
