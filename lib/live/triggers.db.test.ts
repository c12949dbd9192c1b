import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { connect } from '../testing/flows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { CHANNEL, type Change, readChange } from './change'

let world: World
let agency: Agency
let known: { connectionId: string; linkSessionId: string }
let creatorId: string
let payloads: string[] = []
let heardMark: (mark: string) => void = () => {}
let invite: string

beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  known = await connect(world, agency)
  const [row] = await world.db.admin`select creator_id from connections where id = ${known.connectionId}`
  creatorId = String(row?.creator_id)
  invite = randomUUID()
  await world.db.admin`insert into invites ${world.db.admin({
    id: invite,
    agency_id: agency.id,
    creator_id: creatorId,
    purpose: 'connect',
    language: 'en',
    expires_at: new Date(),
    created_at: new Date(),
  })}`
  await world.db.admin.listen(CHANNEL, (text) => {
    if (text.startsWith('mark ')) heardMark(text)
    else payloads.push(text)
  })
}, 60_000)
afterAll(() => world.close())
beforeEach(async () => {
  await told()
  payloads = []
})

/** Everything that was told until now: messages come in order, so what comes after a mark is later. */
async function told(): Promise<(Change | null)[]> {
  const mark = `mark ${randomUUID()}`
  const arrived = new Promise<void>((resolve) => {
    heardMark = (text) => text === mark && resolve()
  })
  await world.db.admin.notify(CHANNEL, mark)
  await arrived
  return payloads.map(readChange)
}

const run = (query: string) => world.db.admin.unsafe(query)

it('tells ids and nothing else', async () => {
  await run(
    `update link_sessions set state = 'failed', outcome_code = 'secret-looking' where id = '${known.linkSessionId}'`,
  )
  expect(await told()).toEqual([
    {
      table: 'link_sessions',
      agency: agency.id,
      id: known.linkSessionId,
      creator: creatorId,
      result: known.connectionId,
    },
  ])
  expect(payloads.join()).not.toMatch(/secret-looking|failed/)
  expect(Math.max(...payloads.map((text) => text.length))).toBeLessThan(1_000)
})

const QUIET: [name: string, query: () => string][] = [
  [
    'a poller that looked',
    () =>
      `update link_sessions set polls = polls + 1, next_poll_at = now(), last_checked_at = now(), proof_attempts = 3, links_sealed = 'x' where id = '${known.linkSessionId}'`,
  ],
  [
    'a check without news',
    () =>
      `update connections set last_checked_at = now(), updated_at = now(), strikes = 1 where id = '${known.connectionId}'`,
  ],
  [
    'a list that was read',
    () =>
      `update provider_accounts set last_listed_at = now(), last_webhook_at = now() where id = '${agency.accountId}'`,
  ],
  ['the same values again', () => `update invites set note = note where id = '${invite}'`],
  [
    'how somebody is told',
    () => `update memberships set notice_cadence = 'daily' where agency_id = '${agency.id}'`,
  ],
  ['a session in use', () => `update sessions set last_seen_at = now()`],
]
it.each(QUIET)('says nothing of %s', async (_, query) => {
  await run(query())
  expect(await told()).toEqual([])
})

const LOUD: [name: string, query: () => string, expected: () => Partial<Change>][] = [
  [
    'a status',
    () => `update connections set status = 'needs_reauth' where id = '${known.connectionId}'`,
    () => ({ table: 'connections', id: known.connectionId, creator: creatorId }),
  ],
  [
    'a proof',
    () => `update connections set last_proven_at = now() where id = '${known.connectionId}'`,
    () => ({ table: 'connections' }),
  ],
  [
    'a challenge',
    () => `update link_sessions set challenge = '{"kinds":["sms"]}' where id = '${known.linkSessionId}'`,
    () => ({ table: 'link_sessions' }),
  ],
  [
    'an invite',
    () => `update invites set revoked_at = now() where id = '${invite}'`,
    () => ({ table: 'invites', id: invite, creator: creatorId }),
  ],
  [
    'a refused key',
    () => `update provider_accounts set key_refused_at = now() where id = '${agency.accountId}'`,
    () => ({ table: 'provider_accounts' }),
  ],
  [
    'a mail of an invite',
    () =>
      `insert into mails (agency_id, kind, to_address, language, refs, dedupe_key, status, created_at, next_attempt_at) values ('${agency.id}', 'invite', 'a@b.example', 'en', '{"inviteId":"${invite}"}', 'k', 'queued', now(), now())`,
    () => ({ table: 'mails', invite }),
  ],
  [
    'a role',
    () =>
      `update memberships set role = 'admin' where agency_id = '${agency.id}' and user_id = '${agency.users.other.id}'`,
    () => ({ table: 'memberships', user: agency.users.other.id }),
  ],
  [
    'an assignment',
    () =>
      `insert into assignments (agency_id, user_id, creator_id, created_at) values ('${agency.id}', '${agency.users.other.id}', '${creatorId}', now())`,
    () => ({ table: 'assignments', user: agency.users.other.id }),
  ],
  [
    'a notice',
    () =>
      `insert into notices (agency_id, user_id, connection_id, kind, status, reason, transition, created_at) values ('${agency.id}', '${agency.users.staff.id}', '${known.connectionId}', 'broken', 's', 'r', 't', now())`,
    () => ({ table: 'notices', user: agency.users.staff.id }),
  ],
  [
    'a disabled person',
    () => `update users set disabled_at = now() where id = '${agency.users.other.id}'`,
    () => ({ table: 'users', id: agency.users.other.id }),
  ],
]
it.each(LOUD)('tells %s', async (_, query, expected) => {
  await run(query())
  expect(await told()).toEqual([expect.objectContaining(expected())])
})

it('tells the end of a session with its person', async () => {
  const user_id = agency.users.staff.id
  const values = {
    id: randomUUID(),
    user_id,
    token_hash: 'x',
    user_agent: '',
    address: '',
    expires_at: new Date(),
  }
  await world.db.admin`insert into sessions ${world.db.admin(values)}`
  await run(`update sessions set revoked_at = now() where id = '${values.id}'`)
  expect(await told()).toEqual([{ table: 'sessions', id: values.id, user: user_id }])
})

it('a thousand rows of a bulk job in one transaction are one message', async () => {
  const jobId = randomUUID()
  await run(`insert into bulk_jobs (id, agency_id, kind, input, state, total, idempotency_key, created_by, created_at)
    values ('${jobId}', '${agency.id}', 'tag', '{}', 'running', 1, 'k', '${agency.users.staff.id}', now())`)
  await run(`insert into bulk_items (agency_id, job_id, connection_id, position, state)
    values ('${agency.id}', '${jobId}', '${known.connectionId}', 0, 'waiting')`)
  await run(`update bulk_items set state = 'running'; update bulk_items set state = 'done'`)
  expect(await told()).toEqual([
    { table: 'bulk_jobs', agency: agency.id, id: jobId },
    { table: 'bulk_items', agency: agency.id, job: jobId },
  ])
})

it('the function is nobody’s to call and finds nothing by a path of others', async () => {
  const [row] = await world.db.admin`
    select proconfig, prosecdef, has_function_privilege('patchbay_app', oid, 'execute') as may
    from pg_proc where proname = 'patchbay_live'`
  expect(row).toEqual({ proconfig: ['search_path=pg_catalog, pg_temp'], prosecdef: false, may: false })
})
