import 'server-only'
import { revalidatePath } from 'next/cache'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { env } from '../env'
import { AppError, type ErrorCode, type FieldErrors, notFound } from '../errors'
import { logger } from '../logger'
import type { SignedIn } from '../system/find-session'
import type { Ctx } from './context'
import { agencyContext, currentUser } from './current-user'
import { failureWords } from './failure-words'
import { noteRefused, targetOf } from './note-refused'
import { type RequestFacts, requestFacts } from './request-facts'

export type ActionError = { code: ErrorCode; message: string; fields: FieldErrors; reference: string }
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError }

/**
 * Next compares Origin with Host, but lets a request without Origin pass and once took `null` for safe. We
 * want the browser's word that this page is ours.
 */
export function sameOrigin(facts: Pick<RequestFacts, 'origin' | 'fetchSite'>, appOrigin: string): boolean {
  if (facts.fetchSite && facts.fetchSite !== 'same-origin') return false
  return facts.origin === appOrigin
}

/** Reads input strictly; throws `invalid_input` with the messages by field. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: FieldErrors = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
  throw new AppError('invalid_input', 'Some of it needs another look.', { fields })
}

/** Turns whatever a verb threw into words, once, and logs what is not the user's doing. */
export async function guarded<T>(work: (facts: RequestFacts) => Promise<T>): Promise<ActionResult<T>> {
  const facts = await requestFacts()
  try {
    if (!sameOrigin(facts, env().APP_ORIGIN))
      throw new AppError('origin_refused', 'This request did not come from this site.')
    return { ok: true, data: await work(facts) }
  } catch (error) {
    unstable_rethrow(error)
    const failure = failureWords(error)
    if (failure.code === 'internal') logger.error({ err: error, requestId: facts.requestId }, 'action')
    return { ok: false, error: { ...failure, reference: facts.requestId.slice(0, 8) } }
  }
}

/**
 * Builds a server action of the agency console: session → agency from the slug → strict input → verb →
 * revalidate → typed result.
 */
export function agencyAction<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: Ctx, input: z.infer<S>) => Promise<T>,
) {
  return (slug: string, input: unknown): Promise<ActionResult<T>> =>
    guarded(async () => {
      const ctx = typeof slug === 'string' ? await agencyContext(slug) : null
      if (!ctx) {
        if (!(await currentUser()))
          throw new AppError('unauthenticated', 'You are signed out. Sign in again.')
        throw notFound('agency')
      }
      const parsed = parse(schema, input)
      try {
        return await verb(ctx, parsed)
      } catch (error) {
        await noteRefused(ctx, error, targetOf(parsed))
        throw error
      } finally {
        // A verb that failed may have written as well: a banner about the provider, a line in the timeline.
        revalidatePath('/a/[agency]', 'layout')
      }
    })
}

/** Builds a server action for the signed-in user's own account. */
export function userAction<S extends z.ZodType, T>(
  schema: S,
  verb: (user: SignedIn, input: z.infer<S>, facts: RequestFacts) => Promise<T>,
) {
  return (input: unknown): Promise<ActionResult<T>> =>
    guarded(async (facts) => {
      const user = await currentUser()
      if (!user) throw new AppError('unauthenticated', 'You are signed out. Sign in again.')
      const data = await verb(user, parse(schema, input), facts)
      revalidatePath('/a/[agency]', 'layout')
      return data
    })
}

/** What a form without JavaScript gets back: with a failure also what was typed, so that nothing is lost. */
export type FormResult<T> =
  | { ok: true; data: T }
  | { ok: false; error: ActionError; kept: Record<string, string> }

/**
 * Builds a form action for people who are not signed in; works without JavaScript.
 * @param keep names of the fields that a refused form shows again; never a password or token
 */
export function publicFormAction<S extends z.ZodType, T>(
  schema: S,
  verb: (input: z.infer<S>, facts: RequestFacts) => Promise<T>,
  keep: readonly string[] = [],
) {
  return async (_previous: FormResult<T> | null, form: FormData): Promise<FormResult<T>> => {
    // Names with a $ are React's own.
    const fields = Object.fromEntries([...form.entries()].filter(([name]) => !name.startsWith('$')))
    const result = await guarded((facts) => verb(parse(schema, fields), facts))
    if (result.ok) return result
    const kept: Record<string, string> = {}
    for (const name of keep) if (typeof fields[name] === 'string') kept[name] = fields[name].slice(0, 300)
    return { ...result, kept }
  }
}
