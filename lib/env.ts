import { z } from 'zod'

/** Hosts to which live mode may talk and send people. Anything else stops the start. */
const LIVE_API_ORIGINS = ['https://api.ofauth.com', 'https://api-next.ofauth.com']
const LIVE_LINK_ORIGINS = ['https://link.ofauth.com', 'https://link-next.ofauth.com']
const LIVE_ONLYFANSAPI_ORIGINS = ['https://app.onlyfansapi.com']
const LIVE_ONLYFANSKIT_ORIGINS = ['https://api.onlyfanskit.dev']
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** True for an address on this very machine. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.has(new URL(address).hostname)
}

const blank = (value: unknown) => (value === '' ? undefined : value)
const text = () => z.preprocess(blank, z.string().trim().optional())
const url = (hint: string) => z.preprocess(blank, z.url(hint))
const appId = (name: string) =>
  z.preprocess(
    blank,
    z
      .string()
      .regex(/^app_[a-zA-Z0-9]+$/, `${name} must look like app_…`)
      .optional(),
  )

const LINE_BREAK = /[\r\n]/

/** `Name <address>`, or an address alone. */
const sender = (name: string) =>
  z.preprocess(
    blank,
    z
      .string()
      .trim()
      .transform((value, context) => {
        const [, label = '', boxed] = /^(?:"?([^"<>]*?)"?\s*)?<([^<>\s]+)>$/.exec(value) ?? []
        const address = boxed ?? value
        if (LINE_BREAK.test(value) || !z.email().safeParse(address).success)
          context.addIssue(`${name} must look like Name <address@example.com>.`)
        return { name: label, address }
      })
      .optional(),
  )

/** `kid:base64` pairs, the current key first. */
const keyRing = z.preprocess(
  blank,
  z
    .string('PATCHBAY_KEYS is missing: set it to k1:<32 random bytes in base64>.')
    .transform((value, context) => {
      const keys = value.split(',').map((part) => {
        const [id = '', encoded = ''] = part.trim().split(/:(.*)/s)
        return { id, key: Buffer.from(encoded, 'base64') }
      })
      for (const { id, key } of keys) {
        if (!/^[a-z0-9]{1,16}$/.test(id) || key.length !== 32)
          context.addIssue('PATCHBAY_KEYS must be like k1:<32 random bytes in base64>, separated by commas.')
      }
      return keys
    }),
)

/** Everything that Patchbay reads from the environment. `.env.example` is tested against these keys. */
export const envSchema = z.object({
  PATCHBAY_MODE: z.enum(['demo', 'live'], 'PATCHBAY_MODE must be demo or live.'),
  APP_ORIGIN: url('APP_ORIGIN must be the address people type, such as https://patchbay.example.com.'),
  DATABASE_URL: url('DATABASE_URL must be a postgres:// address for the role patchbay_app.'),
  SYSTEM_DATABASE_URL: url('SYSTEM_DATABASE_URL must be a postgres:// address for the role patchbay_system.'),
  DATABASE_LISTEN_URL: z.preprocess(
    blank,
    z.url('DATABASE_LISTEN_URL must be a postgres:// address for the role patchbay_app.').optional(),
  ),
  MIGRATE_DATABASE_URL: z.preprocess(
    blank,
    z.url('MIGRATE_DATABASE_URL must be a postgres:// address for the owner of the tables.').optional(),
  ),
  AUTH_SECRET: z.preprocess(
    blank,
    z
      .string('AUTH_SECRET is missing: set it to 32 or more random characters.')
      .min(32, 'AUTH_SECRET is too short: use 32 or more random characters.'),
  ),
  PATCHBAY_KEYS: keyRing,
  OFAUTH_BASE_URL: z.preprocess(
    blank,
    z.url('OFAUTH_BASE_URL must be a web address.').default('https://api.ofauth.com'),
  ),
  OFAUTH_LINK_ORIGIN: z.preprocess(
    blank,
    z.url('OFAUTH_LINK_ORIGIN must be a web address.').default('https://link.ofauth.com'),
  ),
  OFAUTH_API_KEY: text(),
  OFAUTH_APP_REDIRECT: appId('OFAUTH_APP_REDIRECT'),
  OFAUTH_APP_EMBED: appId('OFAUTH_APP_EMBED'),
  OFAUTH_APP_WHITELABEL: appId('OFAUTH_APP_WHITELABEL'),
  ONLYFANSAPI_BASE_URL: z.preprocess(
    blank,
    z.url('ONLYFANSAPI_BASE_URL must be a web address.').default('https://app.onlyfansapi.com'),
  ),
  ONLYFANSAPI_API_KEY: text(),
  ONLYFANSKIT_BASE_URL: z.preprocess(
    blank,
    z.url('ONLYFANSKIT_BASE_URL must be a web address.').default('https://api.onlyfanskit.dev'),
  ),
  ONLYFANSKIT_API_KEY: text(),
  ONLYFANSKIT_SELFIE: z.preprocess(blank, z.enum(['on', 'off']).default('off')),
  AVATAR_ORIGINS: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[a-z0-9:/.*\- ]+$/i, 'AVATAR_ORIGINS must be web origins separated by spaces.')
      .default('https://media.ofauth.com https://*.onlyfans.com'),
  ),
  SMTP_URL: z.preprocess(
    blank,
    z
      .url({
        protocol: /^smtps?$/,
        hostname: /./,
        error: 'SMTP_URL must be like smtp://user:password@mail.example.com:587.',
      })
      .optional(),
  ),
  MAIL_FROM: sender('MAIL_FROM'),
  MAIL_REPLY_TO: sender('MAIL_REPLY_TO'),
  TRUSTED_PROXIES: z.preprocess(
    blank,
    z.coerce.number('TRUSTED_PROXIES must be a number.').int().min(0).max(9).default(0),
  ),
  LOG_LEVEL: z.preprocess(blank, z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')),
})

export type Env = z.infer<typeof envSchema>

/** Names that, when set, mean that somebody configured this machine: then the mode must be said aloud. */
const CONFIGURED = [
  'DATABASE_URL',
  'AUTH_SECRET',
  'PATCHBAY_KEYS',
  'APP_ORIGIN',
  'OFAUTH_API_KEY',
  'ONLYFANSAPI_API_KEY',
  'ONLYFANSKIT_API_KEY',
]

/** Thrown when the environment does not hold together; `problems` has one sentence each. */
export class EnvError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'EnvError'
    this.problems = problems
  }
}

/** The rules that one variable alone cannot check: what demo and live mode allow. */
function modeProblems(env: Env): string[] {
  const app = new URL(env.APP_ORIGIN)
  const problems: string[] = []
  if (env.APP_ORIGIN !== app.origin)
    problems.push('APP_ORIGIN must be an origin: no path, no trailing slash.')
  const addresses = [env.DATABASE_URL, env.SYSTEM_DATABASE_URL, env.DATABASE_LISTEN_URL].flatMap((address) =>
    address ? [new URL(address)] : [],
  )
  if (env.SMTP_URL && !env.MAIL_FROM)
    problems.push('MAIL_FROM is missing: SMTP_URL is set, so say from whom mails come.')
  const isDemo = (address: URL) => /^\/patchbay_(demo|test)/.test(address.pathname)
  if (env.PATCHBAY_MODE === 'demo') {
    if (app.hostname !== 'localhost')
      problems.push('In demo mode APP_ORIGIN must be http://localhost:<port>.')
    for (const address of [
      env.OFAUTH_BASE_URL,
      env.OFAUTH_LINK_ORIGIN,
      env.ONLYFANSAPI_BASE_URL,
      env.ONLYFANSKIT_BASE_URL,
    ])
      if (!isLoopback(address)) problems.push(`In demo mode ${address} must be on this machine.`)
    if (env.SMTP_URL && !isLoopback(env.SMTP_URL))
      problems.push('In demo mode SMTP_URL must be on this machine.')
    if (!addresses.every(isDemo)) problems.push('In demo mode the database must be named patchbay_demo.')
    return problems
  }
  if (app.protocol !== 'https:') problems.push('In live mode APP_ORIGIN must begin with https://.')
  if (!LIVE_API_ORIGINS.includes(new URL(env.OFAUTH_BASE_URL).origin))
    problems.push(`In live mode OFAUTH_BASE_URL must be one of ${LIVE_API_ORIGINS.join(', ')}.`)
  if (!LIVE_LINK_ORIGINS.includes(env.OFAUTH_LINK_ORIGIN))
    problems.push(`In live mode OFAUTH_LINK_ORIGIN must be one of ${LIVE_LINK_ORIGINS.join(', ')}.`)
  if (!LIVE_ONLYFANSAPI_ORIGINS.includes(new URL(env.ONLYFANSAPI_BASE_URL).origin))
    problems.push(`In live mode ONLYFANSAPI_BASE_URL must be ${LIVE_ONLYFANSAPI_ORIGINS.join(', ')}.`)
  if (!LIVE_ONLYFANSKIT_ORIGINS.includes(new URL(env.ONLYFANSKIT_BASE_URL).origin))
    problems.push(`In live mode ONLYFANSKIT_BASE_URL must be ${LIVE_ONLYFANSKIT_ORIGINS.join(', ')}.`)
  if (addresses.some(isDemo)) problems.push('Live mode never opens the demo database.')
  return problems
}

/**
 * Reads and checks an environment. Throws EnvError with one clear sentence per problem.
 * @param source usually process.env
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const configured = CONFIGURED.filter((name) => source[name])
  if (!source.PATCHBAY_MODE && configured.length > 0)
    throw new EnvError([`PATCHBAY_MODE is missing: ${configured.join(', ')} is set, so say live or demo.`])
  const parsed = envSchema.safeParse({ ...source, PATCHBAY_MODE: source.PATCHBAY_MODE || 'demo' })
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return issue.message.includes(name) ? issue.message : `${name}: ${issue.message}`
    })
    throw new EnvError([...new Set(problems)])
  }
  const problems = modeProblems(parsed.data)
  if (problems.length > 0) throw new EnvError(problems)
  return parsed.data
}

let cached: Env | undefined

/** The checked environment of this process. */
export function env(): Env {
  cached ??= readEnv(process.env)
  return cached
}
