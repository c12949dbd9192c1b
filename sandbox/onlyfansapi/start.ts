import { z } from 'zod'
import { GOOD_PASSWORD, sandboxEmail } from '../flow/scenarios'
import { connectedWith, makeAccount } from '../logins/accounts'
import { begin } from '../logins/engine'
import type { LoginAttempt, RemoteAccount } from '../logins/schema'
import type { World } from '../logins/world'

const proxySchema = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  username: z.string().optional(),
  password: z.string().optional(),
})
const credentialsSchema = z.object({
  auth_type: z.enum(['email_password', 'raw_data', 'mobile_app']).default('email_password'),
  email: z.string().optional(),
  password: z.string().optional(),
})
const bodySchema = credentialsSchema.extend({
  name: z.string().max(255).optional(),
  proxyCountry: z.enum(['us', 'uk', 'gb']).optional(),
  customProxy: proxySchema.optional(),
  force_connect: z.boolean().optional(),
})

type Errors = Record<string, string[]>
type Credentials = { authType: RemoteAccount['authType']; email: string | null; passwordRight: boolean }
export type Started = { attempt: LoginAttempt } | { errors: Errors } | { conflict: string }

function fieldErrors(error: z.ZodError): Errors {
  const errors: Errors = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'body'
    errors[field] = [...(errors[field] ?? []), `The ${field} field is invalid.`]
  }
  return errors
}

/** Checks a login as it was sent. The password is compared and forgotten; an e-mail from elsewhere is never kept. */
function credentialsOf(body: z.infer<typeof credentialsSchema>): { login: Credentials } | { errors: Errors } {
  if (body.auth_type === 'raw_data') {
    return {
      errors: { auth_type: ['This sandbox takes no cookies of a real session: raw_data is not supported.'] },
    }
  }
  if (body.auth_type === 'mobile_app')
    return { login: { authType: 'mobile_app', email: null, passwordRight: true } }
  const errors: Errors = {}
  if (!body.email) errors.email = ['The email field is required.']
  if (!body.password) errors.password = ['The password field is required.']
  const email = sandboxEmail(body.email ?? '')
  if (body.email && email === null) errors.email = ['The sandbox takes e-mails below sandbox.com only.']
  if (Object.keys(errors).length > 0 || email === null) return { errors }
  return { login: { authType: 'email_password', email, passwordRight: body.password === GOOD_PASSWORD } }
}

/** The account that a login that never worked left behind, or a new one. */
function pendingAccount(world: World, fields: Parameters<typeof makeAccount>[1]): RemoteAccount {
  const left = world.book.accounts.find(
    (account) => account.person === null && account.email !== null && account.email === fields.email,
  )
  return left === undefined ? makeAccount(world, fields) : Object.assign(left, fields)
}

type Origin = { clientToken: string | null; clientReferenceId: string | null; displayName: string | null }

/** Starts the login of an account; the account is listed from now on, logged in or not. */
export function startLogin(world: World, input: unknown, origin: Origin | null = null): Started {
  const parsed = bodySchema.safeParse(input ?? {})
  if (!parsed.success) return { errors: fieldErrors(parsed.error) }
  const body = parsed.data
  if (body.proxyCountry !== undefined && body.customProxy !== undefined) {
    return { errors: { customProxy: ['The custom proxy cannot be used together with a proxy country.'] } }
  }
  const credentials = credentialsOf(body)
  if ('errors' in credentials) return credentials
  const { email, authType, passwordRight } = credentials.login
  const known = email === null ? undefined : connectedWith(world, email)
  const force = body.force_connect === true
  if (known !== undefined && !force && origin === null) {
    return { conflict: 'This OnlyFans account is already connected to your team.' }
  }
  const fields = {
    email,
    authType,
    remembers: true,
    displayName: origin?.displayName ?? body.name ?? email ?? 'Mobile login',
    clientReferenceId: origin?.clientReferenceId ?? null,
  }
  const reuse = known !== undefined && (origin !== null || world.book.switches.forceConnect === 'reuses')
  const account = reuse ? known : pendingAccount(world, fields)
  const attempt = begin(world, {
    ...fields,
    passwordRight,
    accountId: account.id,
    purpose: 'connect',
    clientToken: origin?.clientToken ?? null,
    force,
  })
  return { attempt }
}

/** Tries new credentials for an account, whatever its state. */
export function replaceCredentials(world: World, account: RemoteAccount, input: unknown): Started {
  const parsed = credentialsSchema.safeParse(input ?? {})
  if (!parsed.success) return { errors: fieldErrors(parsed.error) }
  const credentials = credentialsOf(parsed.data)
  if ('errors' in credentials) return credentials
  account.updating = true
  const attempt = begin(world, {
    ...credentials.login,
    email: credentials.login.email ?? account.email,
    accountId: account.id,
    purpose: 'credentials',
    displayName: account.displayName,
    clientReferenceId: null,
    clientToken: null,
    force: true,
    remembers: true,
  })
  return { attempt }
}

/** Logs in again with what the vendor keeps. Reads through the account answer 503 until it is over. */
export function reauthenticate(world: World, account: RemoteAccount): LoginAttempt {
  account.updating = true
  return begin(world, {
    authType: account.authType,
    email: account.email,
    passwordRight: !account.passwordChanged,
    accountId: account.id,
    purpose: 'reauthenticate',
    displayName: account.displayName,
    clientReferenceId: null,
    clientToken: null,
    force: true,
    remembers: true,
  })
}
