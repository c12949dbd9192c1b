import 'server-only'
import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type ActionResult, guarded, parse } from '../auth/action'
import { notFound } from '../errors'
import { currentVisit, type Visit } from './visit'

/** The fields of a posted form; names with a $ are React's own. */
export function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries([...form.entries()].filter(([name]) => !name.startsWith('$')))
}

type Options = {
  /** The page that asked shows nothing new after success. */
  quiet?: boolean
  /** Where a plain form post lands after success. */
  landing?: string
}

/** A form that the browser itself posted: JavaScript is off, or was not there yet. */
export const isPlainPost = async (form: unknown) =>
  form instanceof FormData && !(await headers()).has('next-action')

/**
 * Builds a server action of the connect page, for a creator without an account: same origin → the invite that her
 * cookie's token opens → strict input → verb → revalidate → typed result. Without such a token it answers
 * `not_found`, whatever was sent. Called with an input, or as a form's action with the previous answer and the form; a
 * plain form post is answered by a redirect, so that a reload sends nothing twice.
 */
export function creatorAction<S extends z.ZodType, T>(
  schema: S,
  verb: (visit: Visit, input: z.infer<S>) => Promise<T>,
  { quiet = false, landing = '/connect' }: Options = {},
) {
  return (first: unknown, form?: FormData): Promise<ActionResult<T>> =>
    guarded(async () => {
      const visit = await currentVisit()
      if (!visit) throw notFound('link')
      const parsed = parse(schema, form instanceof FormData ? fieldsOf(form) : first)
      let silent = false
      try {
        const data = await verb(visit, parsed)
        silent = quiet
        if (await isPlainPost(form)) redirect(landing)
        return data
      } finally {
        // A verb that failed may have written as well: a session that the provider did not open.
        if (!silent) revalidatePath('/connect', 'page')
      }
    })
}
