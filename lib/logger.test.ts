import { DrizzleQueryError } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { logger, neverLog, scrub } from './logger'

let written: string[] = []
beforeEach(() => {
  written = []
  logger.level = 'debug'
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

const said = () => written.join('')

it.each([
  'sk_live_abcDEF123',
  'sk_sandbox_abc-def_123',
  'cs_abcdef123456',
  'postgres://patchbay_app:hunter2@db/patchbay',
  'postgresql://u:hunter2@[::1]:5432/x?sslmode=require',
  '/connect/i/a-link-that-somebody-cut-off',
  'QxW0Jr3o7nB2pK9sT4uV5yZ8aCdEfGhIjLmNoPqRs-_',
])('takes out %s wherever it stands', (secret) => {
  for (const line of [
    secret,
    `"${secret}"`,
    `x ${secret} y`,
    JSON.stringify({ url: `http://h/${secret}` }),
  ]) {
    const clean = scrub(line)
    expect(clean).toContain('[secret]')
    expect(clean).not.toContain(secret)
    expect(clean).not.toContain('hunter2')
  }
})

it('takes out what it was told never to log, and ignores what is too short to be a secret', () => {
  neverLog('the-cookie-of-a-creator')
  neverLog('short')
  logger.info({ note: 'x the-cookie-of-a-creator y' }, 'short')
  expect(said()).not.toContain('the-cookie-of-a-creator')
  expect(said()).toContain('short')
})

const PARAMETERS = ['canary-parameter', 'robin@example.com']

/** As drizzle throws it: query and parameters in message, own fields and cause. */
function queryError(): Error {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "users_email"'), {
    name: 'PostgresError',
    code: '23505',
    constraint_name: 'users_email',
    detail: 'Key (email)=(robin@example.com) already exists.',
    parameters: PARAMETERS,
  })
  return new DrizzleQueryError('insert into users values ($1, $2)', PARAMETERS, cause)
}

it('of a database error keeps code and constraint, and no bound parameter', () => {
  logger.error({ err: queryError() }, 'x')
  expect(said()).toContain('23505')
  expect(said()).toContain('users_email')
  for (const parameter of PARAMETERS) expect(said()).not.toContain(parameter)
})

it('knows a database error when the build has shortened the names of classes', () => {
  const error = queryError()
  class a extends Error {}
  const renamed = Object.assign(new a(error.message), {
    query: 'insert …',
    params: PARAMETERS,
    cause: error.cause,
  })
  logger.error({ err: renamed }, 'x')
  logger.error({ error: renamed }, 'x')
  for (const parameter of PARAMETERS) expect(said()).not.toContain(parameter)
  expect(said()).toContain('23505')
})

it('does not quote what Postgres quotes of a value that it cannot read', () => {
  const refused = Object.assign(new Error('invalid input syntax for type uuid: "canary-parameter"'), {
    name: 'PostgresError',
    code: '22P02',
  })
  logger.error({ err: refused }, 'x')
  logger.error({ err: new DrizzleQueryError('select $1', PARAMETERS, refused) }, 'x')
  expect(said()).not.toContain('canary-parameter')
  expect(said()).toContain('22P02')
})

it('of any other error keeps type, message and place, and no fields of its own', () => {
  logger.error({ err: Object.assign(new TypeError('no such thing'), { password: 'canary-parameter' }) }, 'x')
  expect(said()).toContain('TypeError')
  expect(said()).toContain('no such thing')
  expect(said()).toMatch(/logger\.test/)
  expect(said()).not.toContain('canary-parameter')
  logger.error({ err: 'canary-text' }, 'x')
  expect(said()).not.toContain('canary-text')
})

it('writes one line of JSON per entry, with a time, and no name of the machine', () => {
  logger.warn({ a: 'line one\nline two' }, 'x')
  expect(written).toHaveLength(1)
  const entry = JSON.parse(said())
  expect(Object.keys(entry).sort()).toEqual(['a', 'level', 'msg', 'time'])
})
