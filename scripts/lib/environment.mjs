import { existsSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { databaseUrl } from './postgres-sql.mjs'

export const DEMO_DATABASE = 'patchbay_demo'

/** Everything that the product or the sandbox reads. A child gets these from us and never by accident from the shell. */
const OURS = [
  'PATCHBAY_MODE',
  'APP_ORIGIN',
  'PORT',
  'DATABASE_URL',
  'SYSTEM_DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'DATABASE_LISTEN_URL',
  'AUTH_SECRET',
  'AUTH_URL',
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'PATCHBAY_KEYS',
  'OFAUTH_BASE_URL',
  'OFAUTH_LINK_ORIGIN',
  'OFAUTH_API_KEY',
  'OFAUTH_APP_REDIRECT',
  'OFAUTH_APP_EMBED',
  'OFAUTH_APP_WHITELABEL',
  'ONLYFANSAPI_BASE_URL',
  'ONLYFANSAPI_API_KEY',
  'ONLYFANSKIT_BASE_URL',
  'ONLYFANSKIT_API_KEY',
  'ONLYFANSKIT_SELFIE',
  'AVATAR_ORIGINS',
  'SMTP_URL',
  'MAIL_FROM',
  'MAIL_REPLY_TO',
  'TRUSTED_PROXIES',
  'LOG_LEVEL',
  'NEXT_DIST_DIR',
  'SANDBOX_PORT',
  'SANDBOX_SMTP_PORT',
  'SANDBOX_DATA_DIR',
  'SANDBOX_CONTROL_TOKEN',
  'SANDBOX_API_KEYS',
  'SANDBOX_REDIRECT_URIS',
  'SANDBOX_APP_ORIGINS',
  'SANDBOX_URL',
  'DEMO_OFAUTH_KEYS',
  'NODE_ENV',
]

/** Any of these means that somebody configured this machine. A port alone does not. */
const CONFIGURED = [
  'DATABASE_URL',
  'SYSTEM_DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'AUTH_SECRET',
  'PATCHBAY_KEYS',
  'APP_ORIGIN',
  'OFAUTH_API_KEY',
  'OFAUTH_BASE_URL',
  'OFAUTH_LINK_ORIGIN',
  'OFAUTH_APP_REDIRECT',
  'OFAUTH_APP_EMBED',
  'OFAUTH_APP_WHITELABEL',
  'ONLYFANSAPI_BASE_URL',
  'ONLYFANSAPI_API_KEY',
  'ONLYFANSKIT_BASE_URL',
  'ONLYFANSKIT_API_KEY',
]

/** Reads an optional `.env`; what the shell says wins. */
export function loadEnvFile() {
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Demo when it is asked for, or when nothing is configured; otherwise the environment must hold together as live. */
export function chooseMode(source = process.env) {
  if (source.PATCHBAY_MODE) return source.PATCHBAY_MODE === 'demo' ? 'demo' : 'live'
  return CONFIGURED.some((name) => source[name]) ? 'live' : 'demo'
}

/** The sandbox knows an organisation by one key per provider, which differ in their prefix alone. */
export const onlyfansapiKey = (ofauthKey) => ofauthKey.replace(/^sk_/, 'ofapi_')
export const onlyfanskitKey = (ofauthKey) => ofauthKey.replace(/^sk_/, 'ofk_')

/** The shell's environment without anything of ours. */
export function outerEnvironment() {
  const rest = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  for (const name of OURS) delete rest[name]
  return rest
}

/**
 * The environments of the demo's processes, each with no more than it needs.
 * @param {{ secrets: object, database: { url(role: string): string }, port: number, sandboxPort: number,
 *   smtpPort: number, sandboxDir: string, distDir: string, dev?: boolean }} demo
 */
export function demoEnvironments(demo) {
  const { secrets, database, port, sandboxPort, smtpPort, sandboxDir, distDir, dev = false } = demo
  const outer = { ...outerEnvironment(), NODE_ENV: dev ? 'development' : 'production' }
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const appOrigin = `http://localhost:${port}`
  const web = {
    ...outer,
    PATCHBAY_MODE: 'demo',
    APP_ORIGIN: appOrigin,
    PORT: String(port),
    DATABASE_URL: database.url('app'),
    SYSTEM_DATABASE_URL: database.url('system'),
    AUTH_SECRET: secrets.authSecret,
    PATCHBAY_KEYS: secrets.keys,
    OFAUTH_BASE_URL: sandboxUrl,
    OFAUTH_LINK_ORIGIN: sandboxUrl,
    OFAUTH_API_KEY: secrets.ofauthKeys[0],
    OFAUTH_APP_REDIRECT: 'app_sandboxredirect',
    OFAUTH_APP_EMBED: 'app_sandboxembed',
    OFAUTH_APP_WHITELABEL: 'app_sandboxwhitelabel',
    ONLYFANSAPI_BASE_URL: sandboxUrl,
    ONLYFANSAPI_API_KEY: onlyfansapiKey(secrets.ofauthKeys[0]),
    ONLYFANSKIT_BASE_URL: sandboxUrl,
    ONLYFANSKIT_API_KEY: onlyfanskitKey(secrets.ofauthKeys[0]),
    ONLYFANSKIT_SELFIE: 'on',
    AVATAR_ORIGINS: sandboxUrl,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Patchbay <patchbay@demo.sandbox.com>',
    NEXT_DIST_DIR: distDir,
  }
  if (process.env.LOG_LEVEL) web.LOG_LEVEL = process.env.LOG_LEVEL
  const sandbox = {
    ...outer,
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: String(smtpPort),
    SANDBOX_DATA_DIR: sandboxDir,
    SANDBOX_CONTROL_TOKEN: secrets.controlToken,
    SANDBOX_API_KEYS: secrets.ofauthKeys.join(','),
    SANDBOX_REDIRECT_URIS: `${appOrigin}/api/link/callback/ofauth`,
    SANDBOX_APP_ORIGINS: appOrigin,
  }
  const migrate = { ...web, MIGRATE_DATABASE_URL: database.url('owner') }
  const seed = {
    ...migrate,
    SANDBOX_URL: sandboxUrl,
    SANDBOX_CONTROL_TOKEN: secrets.controlToken,
    DEMO_OFAUTH_KEYS: secrets.ofauthKeys.join(','),
  }
  return { build: buildEnvironment(distDir), web, worker: web, sandbox, migrate, seed }
}

/** A build sees no secret and no address. */
export const buildEnvironment = (distDir) => ({
  ...outerEnvironment(),
  NODE_ENV: 'production',
  NEXT_DIST_DIR: distDir,
})

/** The environments of live processes: the person's own, where only the migration sees the owner's address. */
export function liveEnvironments(distDir) {
  const all = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: distDir }
  const web = { ...all }
  delete web.MIGRATE_DATABASE_URL
  return { build: buildEnvironment(distDir), web, worker: web, migrate: all }
}

/** Addresses inside our embedded server, by role. */
export const embeddedDatabase = (server, secrets, name = DEMO_DATABASE) => ({
  url: (role) => databaseUrl(server, `patchbay_${role}`, secrets[`${role}Password`], name),
})

/** Addresses of a server that the person gave for the demo. It must be the demo's own database. */
export function givenDatabase() {
  const names = { app: 'DATABASE_URL', system: 'SYSTEM_DATABASE_URL', owner: 'MIGRATE_DATABASE_URL' }
  for (const name of Object.values(names)) {
    const url = URL.canParse(process.env[name] ?? '') ? new URL(process.env[name]) : null
    if (url?.pathname !== `/${DEMO_DATABASE}`)
      throw new Problem(`In demo mode ${name} must be a postgres:// address that ends in /${DEMO_DATABASE}.`)
  }
  return { url: (role) => process.env[names[role]] }
}
