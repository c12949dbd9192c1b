import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type ActionResult, guarded, parse } from '../auth/action'
import { notFound } from '../errors'
import { currentHandoff } from '../handoffs/handoff-visit'
import type { Party } from '../login/party'
import { fieldsOf, isPlainPost } from './action'
import { currentVisit } from './visit'

type OfAttempt = z.ZodType<{ linkSessionId: string }>

/** As whom this browser answers: in the attempt that it joined, else in one of its invite; null for no cookie of ours. */
async function whoComes(): Promise<((linkSessionId: string) => { party: Party; page: string }) | null> {
  const handoff = await currentHandoff()
  const visit = await currentVisit()
  if (!handoff && !visit) return null
  return (linkSessionId) => {
    if (handoff && (!visit || handoff.linkSessionId === linkSessionId))
      return { party: handoff, page: '/connect/attempt' }
    if (!visit) throw notFound('attempt')
    const { ctx, browser, inviteId } = visit
    return { party: { ctx, browser, side: 'invite', inviteId }, page: '/connect' }
  }
}

/**
 * Builds a server action for a creator's login in our own form: same origin → strict input → the attempt that her
 * cookies open → verb → revalidate → typed result. Without such cookies it answers `not_found`, whatever was sent.
 * Called with an input, or as a form's action with the previous answer and the form; a plain form post is answered by a
 * redirect, so that a reload sends no login twice.
 */
export function attemptAction<S extends OfAttempt, T>(
  schema: S,
  verb: (party: Party, input: z.infer<S>) => Promise<T>,
) {
  return (first: unknown, form?: FormData): Promise<ActionResult<T>> =>
    guarded(async () => {
      const partyOf = await whoComes()
      if (!partyOf) throw notFound('attempt')
      const parsed = parse(schema, form instanceof FormData ? fieldsOf(form) : first)
      const { party, page } = partyOf(parsed.linkSessionId)
      try {
        const data = await verb(party, parsed)
        if (await isPlainPost(form)) redirect(page)
        return data
      } finally {
        revalidatePath(page, 'page')
      }
    })
}

/**
 * Builds the server action of a hand-off's page, for somebody of whom nothing is known yet: same origin → strict input →
 * verb → typed result. A plain form post is answered by a redirect to the attempt.
 */
export function joinAction<S extends z.ZodType>(schema: S, verb: (input: z.infer<S>) => Promise<void>) {
  return (first: unknown, form?: FormData): Promise<ActionResult<null>> =>
    guarded(async () => {
      await verb(parse(schema, form instanceof FormData ? fieldsOf(form) : first))
      revalidatePath('/connect/attempt', 'page')
      if (await isPlainPost(form)) redirect('/connect/attempt')
      return null
    })
}
