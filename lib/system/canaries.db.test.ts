import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { users } from '@/db/schema/users'
import { setEnvironment } from '@/db/testing/environment'
import { checkPassword } from '../auth/check-password'
import { openSession } from '../auth/sessions'
import { diffConnections } from '../connections/diff-connections'
import { disconnectConnection } from '../connections/disconnect-connection'
import { verifyConnection } from '../connections/verify-connection'
import { hashPassword } from '../crypto/password'
import { pollSession } from '../link-sessions/poll-session'
import { logger } from '../logger'
import { begin, beginAgain, comeBack, connect, newLogin } from '../testing/flows'
import { runJobs } from '../testing/jobs'
import { connectionRow, sessionRow } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'

const PASSWORD = 'canary-password-of-a-user'
/** What the sandbox is told to hand out with a completed status, and what a person types there. */
const RAW = ['canary-cookie-4d1f', 'canary-x-bc-93ae', 'canary-fp-77c2', 'canary-user-agent-6b0e']

let world: World
let agency: Agency
const logged: string[] = []
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  setEnvironment({ LOG_LEVEL: 'debug' })
  logger.level = 'debug'
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    logged.push(String(chunk))
    return true
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await world.close()
})

/** Every row of every table, in all schemas, as text. */
async function dump(): Promise<string> {
  const tables = await world.db.admin`select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await world.db.admin.unsafe(`select t::text as line from ${name} t`)
    parts.push(name, ...rows.map((row) => String(row.line)))
  }
  return parts.join('\n')
}

/** A secret in the forms in which it could lie about. */
const forms = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
]

/** Everything that a session can go through, with faults that are logged. */
async function useItAll(): Promise<{ urls: string[]; cookies: string[]; tokens: string[] }> {
  await world.sandbox.switch(agency.apiKey, { rawSession: true })
  const first = await connect(world, agency, { ...newLogin('creator-otp'), code: '123456' })
  const swept = await begin(agency)
  await swept.browser.login(swept.url, newLogin())
  await pollSession(agency.ctx('system'), swept.linkSessionId)
  const again = await beginAgain(agency, first.connectionId)
  const left = await again.browser.cancel(again.url, 'login', first.login)
  await comeBack(world, left, again.browser)
  const failing = await begin(agency)
  const callback = await failing.browser.login(failing.url, newLogin())
  const echo = { error: `bad key ${agency.apiKey}`, type: 'UNAUTHORIZED', requestId: agency.apiKey }
  await world.sandbox.fault(agency.apiKey, { path: '/v2/link/' }, { kind: 'json', status: 401, body: echo })
  await comeBack(world, callback, failing.browser)
  const raw = { status: 'completed', data: { id: RAW[0], session: { cookie: RAW[0], 'x-bc': RAW[1] } } }
  await world.sandbox.fault(agency.apiKey, { path: '/v2/link/' }, { kind: 'json', status: 200, body: raw }, 3)
  await pollSession(agency.ctx('system'), failing.linkSessionId)
  await world.sandbox.fault(
    agency.apiKey,
    { path: '/v2/link/init' },
    { kind: 'json', status: 400, body: echo },
  )
  await begin(agency).catch((error: unknown) => logger.error({ err: error }, 'action'))
  await diffConnections(agency.ctx('system'), agency.accountId)
  await verifyConnection(agency.ctx(), { connectionId: first.connectionId })
  await world.sandbox.clearFaults(agency.apiKey)
  await runJobs(world)
  const { username } = await connectionRow(world, first.connectionId)
  await disconnectConnection(agency.ctx('owner'), {
    connectionId: first.connectionId,
    confirmation: username,
  })
  await world.db.system
    .execute('select 1 from nowhere')
    .catch((error: unknown) => logger.error({ err: error }, 'x'))
  const all = [first, swept, again, failing]
  const token = await openSession(world.db.system, {
    userId: agency.users.staff.id,
    address: '192.0.2.1',
    userAgent: '',
    now: new Date(),
  })
  return { urls: all.map((one) => one.url), cookies: all.map((one) => one.browser.cookie), tokens: [token] }
}

it('no secret lies in any row of any table, nor in the log', async () => {
  await world.db.system
    .insert(users)
    .values({ email: 'canary@example.com', name: 'Canary', passwordHash: await hashPassword(PASSWORD) })
  await checkPassword(world.db.system, {
    email: 'canary@example.com',
    password: PASSWORD,
    address: '192.0.2.1',
    now: new Date(),
  })
  const { urls, cookies, tokens } = await useItAll()
  const secrets = [
    agency.apiKey,
    PASSWORD,
    'good-password',
    ...urls.map((url) => new URL(url).pathname.slice(1)),
    ...cookies,
    ...tokens,
    ...RAW,
  ]
  const database = await dump()
  const log = logged.join('')
  expect(database.length).toBeGreaterThan(10_000)
  expect(log).toContain('proof')
  for (const secret of secrets)
    for (const form of forms(secret)) {
      expect(database.includes(form), `in the database: ${secret.slice(0, 6)}…`).toBe(false)
      expect(log.includes(form), `in the log: ${secret.slice(0, 6)}…`).toBe(false)
    }
  // The code is six digits and may be anywhere by chance; it is in no column that could hold one.
  expect(database).not.toMatch(/["',(]123456["',)]/)
})

it('and the search would find one', async () => {
  const { referenceId } = await sessionRow(world, (await begin(agency)).linkSessionId)
  expect(await dump()).toContain(referenceId)
  logger.error({ err: new Error('planted-canary') }, 'x')
  expect(logged.join('')).toContain('planted-canary')
})
