import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EnvError, envSchema, readEnv } from './env'

const KEY = Buffer.alloc(32, 7).toString('base64')
const DEMO = {
  PATCHBAY_MODE: 'demo',
  APP_ORIGIN: 'http://localhost:3000',
  DATABASE_URL: 'postgres://patchbay_app:x@127.0.0.1:5432/patchbay_demo',
  SYSTEM_DATABASE_URL: 'postgres://patchbay_system:x@127.0.0.1:5432/patchbay_demo',
  AUTH_SECRET: 'a'.repeat(32),
  PATCHBAY_KEYS: `k1:${KEY}`,
  OFAUTH_BASE_URL: 'http://127.0.0.1:4010',
  OFAUTH_LINK_ORIGIN: 'http://127.0.0.1:4010',
  ONLYFANSAPI_BASE_URL: 'http://127.0.0.1:4010',
  ONLYFANSKIT_BASE_URL: 'http://127.0.0.1:4010',
}
const LIVE = {
  ...DEMO,
  PATCHBAY_MODE: 'live',
  APP_ORIGIN: 'https://patchbay.example.com',
  DATABASE_URL: 'postgres://patchbay_app:x@db.example.com/patchbay',
  SYSTEM_DATABASE_URL: 'postgres://patchbay_system:x@db.example.com/patchbay',
  OFAUTH_BASE_URL: 'https://api.ofauth.com',
  OFAUTH_LINK_ORIGIN: 'https://link.ofauth.com',
  ONLYFANSAPI_BASE_URL: 'https://app.onlyfansapi.com',
  ONLYFANSKIT_BASE_URL: 'https://api.onlyfanskit.dev',
}

type Source = Record<string, string | undefined>
function problems(source: Source): string[] {
  try {
    readEnv(source)
    return []
  } catch (error) {
    if (error instanceof EnvError) return error.problems
    throw error
  }
}

describe('what holds together', () => {
  it.each([
    ['demo', DEMO],
    ['live', LIVE],
  ])('%s', (mode, source) => {
    expect(readEnv(source).PATCHBAY_MODE).toBe(mode)
  })

  it('live needs no more than its secrets: the provider’s addresses have defaults', () => {
    const { OFAUTH_BASE_URL, OFAUTH_LINK_ORIGIN, ONLYFANSAPI_BASE_URL, ONLYFANSKIT_BASE_URL, ...rest } = LIVE
    const env = readEnv({ ...rest, OFAUTH_API_KEY: '', TRUSTED_PROXIES: '', LOG_LEVEL: '' })
    expect([
      env.OFAUTH_BASE_URL,
      env.OFAUTH_LINK_ORIGIN,
      env.ONLYFANSAPI_BASE_URL,
      env.ONLYFANSKIT_BASE_URL,
      env.TRUSTED_PROXIES,
      env.LOG_LEVEL,
    ]).toEqual([OFAUTH_BASE_URL, OFAUTH_LINK_ORIGIN, ONLYFANSAPI_BASE_URL, ONLYFANSKIT_BASE_URL, 0, 'info'])
  })

  it('mail needs a server and somebody from whom it comes', () => {
    const smtp = 'smtps://user:p%40ss@mail.example.com'
    const from = (MAIL_FROM: string) => readEnv({ ...LIVE, SMTP_URL: smtp, MAIL_FROM }).MAIL_FROM
    expect(from('Patchbay <mail@example.com>')).toEqual({ name: 'Patchbay', address: 'mail@example.com' })
    expect(from('"Über, Agentur" <mail@example.com>')).toEqual({
      name: 'Über, Agentur',
      address: 'mail@example.com',
    })
    expect(from('mail@example.com')).toEqual({ name: '', address: 'mail@example.com' })
    const said = problems({ ...LIVE, SMTP_URL: smtp })
    expect(said).toEqual([expect.stringContaining('MAIL_FROM is missing')])
    expect(readEnv(LIVE).SMTP_URL).toBeUndefined()
  })

  it('a ring of keys keeps its order: the first is the current one', () => {
    const other = Buffer.alloc(32, 8).toString('base64')
    const env = readEnv({ ...DEMO, PATCHBAY_KEYS: `k2:${other}, k1:${KEY}` })
    expect(env.PATCHBAY_KEYS.map((entry) => entry.id)).toEqual(['k2', 'k1'])
  })
})

const REQUIRED = ['APP_ORIGIN', 'DATABASE_URL', 'SYSTEM_DATABASE_URL', 'AUTH_SECRET', 'PATCHBAY_KEYS']

describe.each([
  ['demo', DEMO],
  ['live', LIVE],
])('%s', (_, whole) => {
  it.each(REQUIRED)('without %s does not start, and one sentence names it', (name) => {
    for (const missing of [undefined, '']) {
      const said = problems({ ...whole, [name]: missing })
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(name)
      expect(said[0]).toMatch(/\.$/)
    }
  })

  it.each([
    ['AUTH_SECRET', 'short'],
    ['PATCHBAY_KEYS', 'k1'],
    ['PATCHBAY_KEYS', `k1:${Buffer.alloc(16).toString('base64')}`],
    ['PATCHBAY_KEYS', `K 1:${KEY}`],
    ['PATCHBAY_KEYS', `k1:${KEY},`],
    ['APP_ORIGIN', 'patchbay'],
    ['DATABASE_URL', 'not a url'],
    ['OFAUTH_APP_REDIRECT', 'redirect'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', 'many'],
    ['LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'mail.example.com'],
    ['SMTP_URL', 'http://mail.example.com'],
    ['SMTP_URL', 'smtp:'],
    ['MAIL_FROM', 'Patchbay'],
    ['MAIL_FROM', 'Patchbay <patchbay>'],
    ['MAIL_FROM', 'Patchbay <a@example.com>, B <b@example.com>'],
    ['MAIL_FROM', 'Patchbay\r\nBcc: x@example.com <a@example.com>'],
    ['MAIL_REPLY_TO', 'nobody'],
    ['AVATAR_ORIGINS', 'https://x; script-src *'],
    ['AVATAR_ORIGINS', "https://x 'unsafe-inline'"],
  ])('with %s=%s does not start', (name, value) => {
    const said = problems({ ...whole, [name]: value })
    expect(said.join()).toContain(name)
    expect(said.join()).not.toContain(KEY)
  })
})

describe('the mode', () => {
  it('is demo only when nothing is configured', () => {
    expect(problems({ DATABASE_URL: LIVE.DATABASE_URL })[0]).toContain('PATCHBAY_MODE is missing')
    for (const name of ['AUTH_SECRET', 'PATCHBAY_KEYS', 'APP_ORIGIN', 'OFAUTH_API_KEY'])
      expect(problems({ [name]: 'x' })[0]).toContain('PATCHBAY_MODE is missing')
    expect(problems({ ...DEMO, PATCHBAY_MODE: 'production' })[0]).toContain('PATCHBAY_MODE')
  })

  it.each([
    ['a public address', { APP_ORIGIN: 'https://patchbay.example.com' }],
    ['a number for a name', { APP_ORIGIN: 'http://127.0.0.1:3000' }],
    ['the real provider', { OFAUTH_BASE_URL: 'https://api.ofauth.com' }],
    ['the real login page', { OFAUTH_LINK_ORIGIN: 'https://link.ofauth.com' }],
    ['the real OnlyFansAPI', { ONLYFANSAPI_BASE_URL: 'https://app.onlyfansapi.com' }],
    ['the real OnlyFansKit', { ONLYFANSKIT_BASE_URL: 'https://api.onlyfanskit.dev' }],
    ['a mail server elsewhere', { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com' }],
    ['another database', { DATABASE_URL: 'postgres://x:x@127.0.0.1/patchbay' }],
  ])('demo refuses %s', (_, over) => {
    expect(problems({ ...DEMO, ...over })).toHaveLength(1)
  })

  it.each([
    ['http', { APP_ORIGIN: 'http://patchbay.example.com' }],
    ['the demo database', { DATABASE_URL: 'postgres://x:x@db.example.com/patchbay_demo' }],
    [
      'the demo database for the worker',
      { SYSTEM_DATABASE_URL: 'postgres://x:x@db.example.com/patchbay_demo' },
    ],
    ['an unlisted provider', { OFAUTH_BASE_URL: 'https://api.ofauth.com.evil.example' }],
    ['a provider without https', { OFAUTH_BASE_URL: 'http://api.ofauth.com' }],
    ['an unlisted login page', { OFAUTH_LINK_ORIGIN: 'http://127.0.0.1:4010' }],
    ['a path', { APP_ORIGIN: 'https://patchbay.example.com/console' }],
    ['a trailing slash', { APP_ORIGIN: 'https://patchbay.example.com/' }],
  ])('live refuses %s', (_, over) => {
    expect(problems({ ...LIVE, ...over }).length).toBeGreaterThan(0)
  })

  it('says everything that is wrong at once, and no value of it', () => {
    const said = problems({ ...LIVE, AUTH_SECRET: 'hunter2', PATCHBAY_KEYS: 'k1:hunter3', DATABASE_URL: '' })
    expect(said).toHaveLength(3)
    expect(said.join()).not.toMatch(/hunter/)
  })
})

/** What the launcher and the build read by themselves. */
const ALSO = ['PORT', 'HOST', 'NEXT_DIST_DIR']

it('.env.example names every variable that is read, with a comment, and no other', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  const named = lines.flatMap((line) => /^#? ?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? [])
  expect([...named].sort()).toEqual([...Object.keys(envSchema.shape), ...ALSO].sort())
  for (const [i, line] of lines.entries())
    if (/^#? ?[A-Z][A-Z_]+=/.test(line)) expect(lines[i - 1], line).toMatch(/^# [A-Z]/)
})

it('.env.example is a live configuration as soon as its blanks are filled in', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const source: Source = Object.fromEntries(
    [...text.matchAll(/^([A-Z][A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
  )
  expect(problems({ ...source, AUTH_SECRET: 'a'.repeat(32), PATCHBAY_KEYS: `k1:${KEY}` })).toEqual([])
})
