import 'server-only'
import { revalidatePath } from 'next/cache'
import type { z } from 'zod'
import { type ActionResult, guarded, parse } from '../auth/action'
import { notFound } from '../errors'
import { currentVisit, type Visit } from './visit'

/**
 * Builds a server action of the connect page, for a creator without an account: same origin → the invite that her
 * cookie's token opens → strict input → verb → revalidate → typed result. Without such a token it answers
 * `not_found`, whatever was sent.
 */
export function creatorAction<S extends z.ZodType, T>(
  schema: S,
  verb: (visit: Visit, input: z.infer<S>) => Promise<T>,
) {
  return (input: unknown): Promise<ActionResult<T>> =>
    guarded(async () => {
      const visit = await currentVisit()
      if (!visit) throw notFound('link')
      const parsed = parse(schema, input)
      try {
        return await verb(visit, parsed)
      } finally {
        // A verb that failed may have written as well: a session that the provider did not open.
        revalidatePath('/connect', 'page')
      }
    })
}
