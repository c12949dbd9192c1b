import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inAgency } from '../auth/context'
import { connect } from '../testing/flows'
import { type Agency, makeWorld, type World } from '../testing/world'

/** The rows of one creator, by table: what a transaction narrowed to her may see. Orphans and the audit log: none. */
const HERS: Record<string, string> = {
  creators: 'id = $1',
  connections: 'creator_id = $1',
  link_sessions: 'creator_id = $1',
  invites: 'creator_id = $1',
  consents: 'creator_id = $1',
  creator_contacts: 'creator_id = $1',
  connection_data: 'connection_id in (select id from connections where creator_id = $1)',
  notices: 'connection_id in (select id from connections where creator_id = $1)',
  bulk_items: 'connection_id in (select id from connections where creator_id = $1)',
  events: `connection_id in (select id from connections where creator_id = $1)
    or link_session_id in (select id from link_sessions where creator_id = $1)
    or invite_id in (select id from invites where creator_id = $1)`,
  orphans: 'false and $1::uuid is not null',
  audit_log: 'false and $1::uuid is not null',
}

/** Tables that name a creator's things and that the web may touch, without being narrowed, and why that is right. */
const NOT_NARROWED: Record<string, string> = {
  assignments: 'the policies themselves read it',
  invite_tokens: 'hashes of tokens, found by the token alone',
  provider_deletions: 'ids at the provider; two deletions of one id must meet',
}

let world: World
let agency: Agency
let mine: string
let other: string
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  mine = await furnish()
  other = await furnish()
  await world.db.admin`insert into orphans ${world.db.admin({
    agency_id: agency.id,
    provider_account_id: agency.accountId,
    provider_connection_id: 'conn_stranger',
    of_user_id: '1',
    username: 'stranger',
    display_name: 'Stranger',
    remote_status: 'active',
    first_seen_at: new Date(),
    last_seen_at: new Date(),
  })}`
  await world.db.admin`insert into assignments ${world.db.admin({
    agency_id: agency.id,
    user_id: agency.users.staff.id,
    creator_id: mine,
    created_at: new Date(),
  })}`
}, 60_000)
afterAll(() => world.close())

/** A creator with at least one row in every table that can hold one. @returns her id */
async function furnish(): Promise<string> {
  const { admin } = world.db
  const { connectionId, linkSessionId } = await connect(world, agency)
  const [row] = await admin`select creator_id from connections where id = ${connectionId}`
  const creator = String(row?.creator_id)
  const at = new Date()
  const base = { agency_id: agency.id, created_at: at }
  const invite = randomUUID()
  const user = agency.users.staff.id
  await admin`insert into invites ${admin({
    ...base,
    id: invite,
    creator_id: creator,
    purpose: 'connect',
    language: 'en',
    expires_at: at,
  })}`
  await admin`insert into consents ${admin({
    agency_id: agency.id,
    creator_id: creator,
    invite_id: invite,
    link_session_id: linkSessionId,
    language: 'en',
    shown: admin.json({ title: '', sections: [] }),
    shown_hash: 'x',
    user_agent: '',
    agreed_at: at,
  })}`
  await admin`insert into creator_contacts ${admin({
    agency_id: agency.id,
    creator_id: creator,
    email: `${creator}@example.com`,
    of_user_id: '1',
    language: 'en',
    time_zone: 'UTC',
    confirmed_at: at,
  })}`
  await admin`insert into notices ${admin({
    ...base,
    user_id: user,
    connection_id: connectionId,
    kind: 'broken',
    status: 'active',
    reason: 'proven',
    transition: connectionId,
  })}`
  await admin`insert into connection_data ${admin({
    agency_id: agency.id,
    connection_id: connectionId,
    kind: 'profile',
    data: admin.json({}),
    fetched_at: at,
  })} on conflict do nothing`
  const job = randomUUID()
  await admin`insert into bulk_jobs ${admin({
    ...base,
    id: job,
    kind: 'verify',
    input: admin.json({}),
    state: 'done',
    total: 1,
    idempotency_key: job,
    created_by: user,
  })}`
  await admin`insert into bulk_items ${admin({
    agency_id: agency.id,
    job_id: job,
    connection_id: connectionId,
    position: 0,
    state: 'done',
  })}`
  await admin`insert into events ${admin({ agency_id: agency.id, invite_id: invite, kind: 'x', data: admin.json({}), at })}`
  return creator
}

const herself = (): Ctx => ({ ...agency.ctx(), actor: { kind: 'creator', creatorId: mine } })
const limited = (userId: string): Ctx => ({
  ...agency.ctx(),
  actor: { kind: 'user', userId, role: 'staff', assignedOnly: true, steppedUpAt: null },
})

/** Runs one statement in the narrowed transaction and takes it back. @returns its rows, or Postgres' code */
async function run(ctx: Ctx, text: string): Promise<Record<string, unknown>[] | string> {
  let rows: Record<string, unknown>[] = []
  try {
    await inAgency(ctx, async (tx) => {
      rows = [...(await tx.execute(sql.raw(text)))]
      throw new Error('taken back')
    })
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string }
    return code ?? rows
  }
  return rows
}

/** The place of a row in its table: what identifies it whatever its columns are. */
const places = (rows: Record<string, unknown>[] | string) =>
  typeof rows === 'string' ? rows : rows.map((row) => String(row.place)).sort()

describe.each([
  ['the creator herself', herself],
  ['a limited member of the staff', () => limited(agency.users.staff.id)],
])('%s', (_, narrowed) => {
  it.each(Object.entries(HERS))(
    '%s: sees and changes what is hers, and nothing else',
    async (table, which) => {
      const { admin } = world.db
      const all = await admin.unsafe(`select ctid::text as place from ${table} where agency_id = $1`, [
        agency.id,
      ])
      const hers = await admin.unsafe(`select ctid::text as place from ${table} where ${which}`, [mine])
      expect(all.length, 'there is something not to see').toBeGreaterThan(hers.length)
      if (!which.startsWith('false')) expect(hers.length, 'there is something to see').toBeGreaterThan(0)
      const expected = places([...hers])
      const column = table === 'creators' ? 'id' : 'agency_id'
      expect(places(await run(narrowed(), `select ctid::text as place from ${table}`))).toEqual(expected)
      expect(
        places(
          await run(
            narrowed(),
            `select t.ctid::text as place from agencies a join ${table} t on t.agency_id = a.id`,
          ),
        ),
      ).toEqual(expected)
      for (const change of [
        `update ${table} set ${column} = ${column} returning ctid`,
        `delete from ${table} returning ctid`,
      ]) {
        const changed = await run(narrowed(), change)
        if (typeof changed === 'string') expect(changed, 'not granted at all').toBe('42501')
        else expect(changed, change).toHaveLength(hers.length)
      }
    },
  )

  it('finds nothing of another creator by its id, through no table', async () => {
    const [connection] = await world.db.admin`select id from connections where creator_id = ${other}`
    for (const text of [
      `select 1 from connections where creator_id = '${other}'`,
      `select 1 from connections where id = '${connection?.id}' for update`,
      `select 1 from assignments a join creators c on c.id = a.creator_id where c.id = '${other}'`,
      `select 1 from bulk_jobs j join bulk_items i on i.job_id = j.id where i.connection_id = '${connection?.id}'`,
      `select 1 from events where connection_id = '${connection?.id}'`,
      `with c as (select * from connections) select 1 from c where id = '${connection?.id}'`,
      `update connections set note = 'x' from creators c where c.id = connections.creator_id and c.id = '${other}' returning 1`,
    ])
      expect(await run(narrowed(), text), text).toEqual([])
  })

  it('leaves its line in the audit log, which it cannot read', async () => {
    const line = `insert into audit_log (agency_id, action, target_type, target_id, request_id, at)
      values ('${agency.id}', 'x', 'x', 'x', 'x', now())`
    expect(await run(narrowed(), line)).toEqual([])
    expect(await run(narrowed(), 'select 1 from audit_log')).toEqual([])
  })
})

it('a limited member without assignments sees no creator at all, whoever else has some', async () => {
  for (const table of Object.keys(HERS))
    expect(await run(limited(agency.users.other.id), `select 1 from ${table}`), table).toEqual([])
})

it('everybody else sees all of the agency', async () => {
  for (const who of ['owner', 'staff'] as const)
    expect(await run(agency.ctx(who), 'select 1 from connections')).toHaveLength(2)
})

it('takes effect with the next transaction', async () => {
  const count = async () => (await run(limited(agency.users.other.id), 'select 1 from connections')).length
  await world.db.admin`insert into assignments ${world.db.admin({
    agency_id: agency.id,
    user_id: agency.users.other.id,
    creator_id: other,
    created_at: new Date(),
  })}`
  expect(await count()).toBe(1)
  await world.db.admin`delete from assignments where user_id = ${agency.users.other.id}`
  expect(await count()).toBe(0)
})

/** Tables that the web may touch and that name a creator, connection, session or invite without being narrowed. */
async function notNarrowed(): Promise<string[]> {
  const rows = await world.db.admin`
    select distinct c.table_name as name from information_schema.columns c
    where c.table_schema = 'public'
      and c.column_name in ('creator_id', 'connection_id', 'link_session_id', 'invite_id')
      and exists (select 1 from information_schema.role_column_grants g where g.table_schema = 'public'
        and g.table_name = c.table_name and g.grantee in ('patchbay_app', 'PUBLIC'))
      and not exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.table_name
        and p.policyname = 'scope' and p.permissive = 'RESTRICTIVE' and 'patchbay_app' = any(p.roles)
        and p.qual like '%app.creator_id%' and p.qual like '%app.assigned_to%')
    order by 1`
  return rows.map((row) => String(row.name))
}

it('every table with something of a creator is narrowed, and a new one that is not is found', async () => {
  expect(await notNarrowed()).toEqual(Object.keys(NOT_NARROWED))
  await world.db.admin.unsafe(`create table diaries (agency_id uuid not null, creator_id uuid not null);
    grant select on diaries to patchbay_app`)
  expect(await notNarrowed()).toContain('diaries')
  await world.db.admin.unsafe('drop table diaries')
})
