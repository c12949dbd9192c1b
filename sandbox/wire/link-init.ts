import { z } from 'zod'
import { CLIENT_APPS } from '../config'
import { START } from '../flow/engine'
import type { Runtime } from '../runtime'
import { findConnection } from '../state/connections'
import { randomId } from '../state/ids'
import type { LinkSession, Organisation } from '../state/schema'
import { forgetOldSessions, openSessions, SESSION_LIFETIME_MS } from '../state/sessions'

type AppType = LinkSession['appType']
type Refusal = { status: 400 | 403 | 404; refusal: string }

const text = z.string().min(1).max(2_000)
const bodySchema = z.object({
  clientAppId: z
    .string()
    .regex(/^app_[a-zA-Z0-9]+$/)
    .optional(),
  redirectUrl: z.url().optional(),
  clientReferenceId: text.optional(),
  connectionId: z.string().startsWith('conn_').max(200).optional(),
  geolocation: z.object({ country: text, state: text.optional(), city: text.optional() }).optional(),
  mode: z.enum(['redirect', 'embed', 'hosted', 'whitelabel']).optional(),
  options: z.object({ returnRawSession: z.boolean().optional() }).optional(),
  origin: z.url().optional(),
})
type InitBody = z.infer<typeof bodySchema>

const DEPRECATED = ['mode', 'options', 'origin'] as const

/** The app that was named, or the first that fits the deprecated hint, or the first of all. */
function appType(body: InitBody): AppType | null {
  if (body.clientAppId !== undefined) {
    const known = Object.entries(CLIENT_APPS).find(([id]) => id === body.clientAppId)
    return known?.[1] ?? null
  }
  return body.mode === 'embed' || body.mode === 'whitelabel' ? body.mode : 'redirect'
}

/** The URL must be on the list letter by letter; without one, a redirect app falls back to its first. */
function redirectFor(runtime: Runtime, type: AppType, wanted: string | undefined): string | null | Refusal {
  const allowed = runtime.config.redirectUris
  if (type === 'whitelabel') return null
  if (wanted === undefined) {
    if (type === 'embed') return null
    return (
      allowed[0] ?? { status: 400, refusal: 'Link is misconfigured: the client app has no redirect URI.' }
    )
  }
  if (allowed.includes(wanted)) return wanted
  return {
    status: 400,
    refusal: `Link is misconfigured: ${wanted} is not an allowed redirect URI of the client app.`,
  }
}

function invalid(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? 'body' : issue.path.join('.')
  return { status: 400, refusal: `Invalid request: ${where}: ${issue?.message ?? 'invalid'}` }
}

function refusalOf(runtime: Runtime, organisation: Organisation, body: InitBody): Refusal | null {
  const { sessionLimit, unknownConnectionId } = organisation.switches
  if (sessionLimit !== null && openSessions(runtime, organisation) >= sessionLimit) {
    return { status: 403, refusal: 'Limit reached' }
  }
  const unknown = body.connectionId !== undefined && !findConnection(organisation, body.connectionId)
  return unknown && unknownConnectionId === 'refused'
    ? { status: 404, refusal: 'Connection not found' }
    : null
}

/** Checks an init request and makes the session. Answers are told apart by `mode`. */
export function initSession(runtime: Runtime, organisation: Organisation, input: unknown) {
  const parsed = bodySchema.safeParse(input)
  if (!parsed.success) return invalid(parsed.error)
  const body = parsed.data
  const type = appType(body)
  if (type === null) return { status: 404, refusal: 'Client app not found' } satisfies Refusal
  const redirectUrl = redirectFor(runtime, type, body.redirectUrl)
  if (typeof redirectUrl === 'object' && redirectUrl !== null) return redirectUrl
  const refused = refusalOf(runtime, organisation, body)
  if (refused !== null) return refused

  const now = runtime.store.now()
  const { geolocation: geo } = body
  const session: LinkSession = {
    ...START,
    clientSecret: randomId('cs_', 32),
    appType: type,
    redirectUrl,
    clientReferenceId: body.clientReferenceId ?? null,
    requestedConnectionId: body.connectionId ?? null,
    geolocation: geo ? { country: geo.country, state: geo.state ?? null, city: geo.city ?? null } : null,
    deprecatedFields: DEPRECATED.filter((field) => body[field] !== undefined),
    createdAt: now,
    expiresAt: now + SESSION_LIFETIME_MS,
    email: null,
    twoFactor: null,
    readyAt: null,
    failsLate: false,
    outcome: null,
    connectionId: null,
  }
  forgetOldSessions(runtime, organisation)
  organisation.sessions.push(session)
  runtime.store.changed()
  return { answer: initAnswer(runtime, session) }
}

function initAnswer(runtime: Runtime, session: LinkSession) {
  const expiresAt = new Date(session.expiresAt).toISOString()
  return session.appType === 'whitelabel'
    ? { mode: 'whitelabel', clientSecret: session.clientSecret, expiresAt }
    : { mode: 'hosted', url: `${runtime.origin}/${session.clientSecret}`, expiresAt }
}
