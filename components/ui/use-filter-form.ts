'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useTransition } from 'react'

/**
 * A form whose answer is a URL of the same page: it works as a plain GET form too, and with JavaScript the address stays
 * free of empty parameters. `pick` sends it at once, for a choice that takes effect when it is made.
 */
export function useFilterForm(path: string) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === 'string' && value.trim()) query.set(name, value.trim())
    start(() => router.push(query.size > 0 ? `${path}?${query}` : path))
  }
  return { form, pending, submit, pick: () => form.current?.requestSubmit() }
}
