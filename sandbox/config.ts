/** Settings of one sandbox process. */
export type SandboxConfig = {
  /** Where the state file lives; null keeps everything in memory. */
  dataDir: string | null
  controlToken: string
  /** The `sk_sandbox_…` keys that are accepted from the start, each with its own organisation. */
  apiKeys: string[]
  /** Redirect URIs on the list of every organisation's client apps; matched exactly. */
  redirectUris: string[]
  /** Origins that may frame the page of the embed app. */
  appOrigins: string[]
  /** 0 takes any free port. */
  port: number
  /** Where mail is taken in, by SMTP; 0 takes any free port. */
  smtpPort: number
  /** Milliseconds since the epoch; the sandbox's own clock runs on top of it. */
  now?: () => number
  log?: (line: string) => void
}

/** The same three client apps exist in every organisation. */
export const CLIENT_APPS = {
  app_sandboxredirect: 'redirect',
  app_sandboxembed: 'embed',
  app_sandboxwhitelabel: 'whitelabel',
} as const

function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function portOf(name: string, value: string | undefined): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} must be a port number.`)
  return port
}

/**
 * Reads SANDBOX_* variables.
 * @throws Error with one sentence when something needed is missing or wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv): SandboxConfig {
  const port = portOf('SANDBOX_PORT', env.SANDBOX_PORT)
  const smtpPort = portOf('SANDBOX_SMTP_PORT', env.SANDBOX_SMTP_PORT || '0')
  const controlToken = env.SANDBOX_CONTROL_TOKEN ?? ''
  if (controlToken.length < 16) throw new Error('SANDBOX_CONTROL_TOKEN must have at least 16 characters.')
  const dataDir = env.SANDBOX_DATA_DIR ?? ''
  if (dataDir === '') throw new Error('SANDBOX_DATA_DIR must name a folder.')
  const apiKeys = list(env.SANDBOX_API_KEYS)
  const wrong = apiKeys.find((key) => !isSandboxKey(key))
  if (wrong !== undefined)
    throw new Error('SANDBOX_API_KEYS holds a key that does not begin with sk_sandbox_.')
  return {
    dataDir,
    controlToken,
    apiKeys,
    redirectUris: list(env.SANDBOX_REDIRECT_URIS),
    appOrigins: list(env.SANDBOX_APP_ORIGINS),
    port,
    smtpPort,
  }
}

/** Only sandbox keys are ever accepted, so a live key cannot end up here unnoticed. */
export function isSandboxKey(key: string): boolean {
  return /^sk_sandbox_[A-Za-z0-9_-]{4,120}$/.test(key)
}

/** An organisation has one key at each provider; the three differ in their prefix alone. */
const PREFIXES = { onlyfansapi: 'ofapi_sandbox_', onlyfanskit: 'ofk_sandbox_' } as const

/** The `sk_sandbox_…` key of the organisation to which a key of any provider belongs; others stay as they are. */
export function organisationKey(key: string): string {
  const prefix = Object.values(PREFIXES).find((candidate) => key.startsWith(candidate))
  return prefix === undefined ? key : `sk_sandbox_${key.slice(prefix.length)}`
}

/** Whether a key has the form that this provider's keys have here. */
export function isKeyOf(provider: keyof typeof PREFIXES, key: string): boolean {
  return key.startsWith(PREFIXES[provider]) && isSandboxKey(organisationKey(key))
}
