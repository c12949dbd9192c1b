import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDb } from '@/db/client'
import { inAgency } from '../auth/context'
import { connect } from '../testing/flows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { roleProblem } from './check-role'

/** What the web may do with each table; a table that is not named here may not be touched at all. */
const GRANTS: Record<string, string> = {
  agencies: 'SELECT',
  agency_logos: 'DELETE INSERT SELECT UPDATE',
  agency_secrets: 'INSERT SELECT',
  assignments: 'DELETE INSERT SELECT',
  audit_log: 'INSERT SELECT',
  bulk_items: 'INSERT SELECT UPDATE',
  bulk_jobs: 'INSERT SELECT UPDATE',
  connection_data: 'DELETE INSERT SELECT UPDATE',
  connections: 'INSERT SELECT UPDATE',
  consents: 'INSERT SELECT',
  creator_contacts: 'SELECT',
  creators: 'INSERT SELECT UPDATE',
  events: 'INSERT SELECT',
  handoffs: 'INSERT SELECT UPDATE',
  invite_tokens: 'INSERT SELECT',
  invites: 'INSERT SELECT UPDATE',
  link_sessions: 'INSERT SELECT UPDATE',
  login_attempts: 'INSERT SELECT',
  login_overrides: 'INSERT SELECT UPDATE',
  mails: 'INSERT SELECT',
  memberships: 'SELECT',
  notices: 'INSERT SELECT UPDATE',
  orphans: 'INSERT SELECT UPDATE',
  password_resets: 'INSERT SELECT UPDATE',
  provider_accounts: 'INSERT SELECT UPDATE',
  provider_deletions: 'INSERT SELECT UPDATE',
  team_invites: 'INSERT SELECT UPDATE',
  webhook_deliveries: 'INSERT SELECT UPDATE',
  webhook_refusals: 'INSERT SELECT UPDATE',
  webhook_secrets: 'INSERT SELECT UPDATE',
}

/** What it may do with single columns, where it may not with the whole table. */
const COLUMN_GRANTS: Record<string, string> = {
  'agencies UPDATE': 'name',
  'memberships UPDATE': 'assigned_only deactivated_at notice_cadence notice_channel role',
  'users SELECT': 'created_at disabled_at email id name',
}

/** Not even to look at: codes, sessions, second factors, limits. */
const CLOSED = [
  'sessions',
  'rate_limits',
  'setup_tokens',
  'security_counters',
  'creator_codes',
  'creator_sessions',
  'user_totp',
  'recovery_codes',
]

/** Narrowed further to one creator, or to the creators assigned to a member: `creator-scope.db.test.ts` tries it. */
const SCOPED = [
  'audit_log',
  'bulk_items',
  'connection_data',
  'connections',
  'consents',
  'creator_contacts',
  'creators',
  'events',
  'handoffs',
  'invites',
  'link_sessions',
  'login_attempts',
  'login_overrides',
  'notices',
  'orphans',
  'webhook_deliveries',
  'webhook_refusals',
  'webhook_secrets',
]

let world: World
let home: Agency
let foreign: Agency
let tenantTables: string[]
beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
  foreign = await world.newAgency()
  await connect(world, home)
  await connect(world, foreign)
  const rows = await world.db.admin`select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'agency_id' order by 1`
  tenantTables = rows.map((row) => String(row.table_name))
})
afterAll(() => world.close())

/** What Postgres says to a statement of the web's role. */
async function asApp(text: string, agency?: Agency): Promise<string> {
  try {
    const rows = await world.db.app.transaction(async (tx) => {
      if (agency) await tx.execute(sql`select set_config('app.agency_id', ${agency.id}, true)`)
      return tx.execute(sql.raw(text))
    })
    return `${rows.length} rows`
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    return cause?.code ?? String(error)
  }
}
const DENIED = '42501'

describe('the catalogue', () => {
  it('has row-level security enabled, forced and with a policy for the web on every tenant table', async () => {
    expect(tenantTables.length).toBeGreaterThanOrEqual(10)
    const rows = await world.db.admin`
      select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
        exists (select 1 from pg_policies p where p.tablename = c.relname and p.schemaname = 'public'
          and p.policyname = 'tenant' and p.permissive = 'PERMISSIVE'
          and 'patchbay_app' = any(p.roles) and p.qual like '%app.agency_id%'
          and (p.with_check like '%app.agency_id%' or c.relname = 'agencies')) as tenant,
        (select coalesce(string_agg(p.policyname || ' ' || lower(p.permissive), ', ' order by p.policyname desc), '')
          from pg_policies p where p.tablename = c.relname and 'patchbay_app' = any(p.roles)) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relname = any(${[...tenantTables, 'agencies']})`
    expect(rows).toHaveLength(tenantTables.length + 1)
    for (const { name, ...row } of rows)
      expect(row, name).toEqual({
        enabled: true,
        forced: true,
        tenant: true,
        policies: SCOPED.includes(name) ? 'tenant permissive, scope restrictive' : 'tenant permissive',
      })
  })

  it('grants the web exactly what is written here', async () => {
    const rows = await world.db.admin`
      select table_name, string_agg(privilege_type, ' ' order by privilege_type) as grants
      from information_schema.role_table_grants
      where grantee in ('patchbay_app', 'PUBLIC') and table_schema = 'public' group by 1`
    const granted = Object.fromEntries(rows.map((row) => [row.table_name, row.grants]))
    expect(granted).toEqual(GRANTS)
    const columns = await world.db.admin`
      select c.table_name || ' ' || c.privilege_type as what, string_agg(c.column_name, ' ' order by c.column_name) as columns
      from information_schema.role_column_grants c
      where c.grantee in ('patchbay_app', 'PUBLIC') and c.table_schema = 'public' and not exists (
        select 1 from information_schema.role_table_grants t where t.grantee = c.grantee
          and t.table_schema = c.table_schema and t.table_name = c.table_name and t.privilege_type = c.privilege_type)
      group by 1`
    expect(Object.fromEntries(columns.map((row) => [row.what, row.columns]))).toEqual(COLUMN_GRANTS)
  })

  it('holds no view that looks with its owner’s eyes and no function that acts with its owner’s rights', async () => {
    const views = await world.db.admin`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('v', 'm')
        and not coalesce('security_invoker=true' = any(c.reloptions), false)`
    expect(views).toHaveLength(0)
    const functions = await world.db.admin`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef`
    expect(functions).toHaveLength(0)
  })

  it('lets neither role bypass row-level security, own a table or become another role', async () => {
    const rows = await world.db.admin`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owned,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships
      from pg_roles r where rolname in ('patchbay_app', 'patchbay_system')`
    expect(rows).toHaveLength(2)
    for (const { rolname, ...rights } of rows)
      expect(rights, rolname).toEqual({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        owned: 0,
        memberships: 0,
      })
  })
})

describe('the web’s role', () => {
  it('without an agency sees nothing in any table', async () => {
    for (const table of [...tenantTables.filter((name) => !CLOSED.includes(name)), 'agencies', 'users'])
      expect(await asApp(`select 1 from ${table}`), table).toMatch(/^(0 rows)$/)
    for (const table of CLOSED)
      for (const agency of [undefined, home])
        expect(await asApp(`select 1 from ${table}`, agency), table).toBe(DENIED)
  })

  it('with an agency sees that one alone, whatever it asks for', async () => {
    for (const table of tenantTables.filter((name) => !CLOSED.includes(name))) {
      const own = await asApp(`select 1 from ${table} where agency_id = '${home.id}'`, home)
      expect(await asApp(`select 1 from ${table}`, home), table).toBe(own)
      expect(await asApp(`select 1 from ${table} where agency_id = '${foreign.id}'`, home), table).toBe(
        '0 rows',
      )
    }
    expect(await asApp('select 1 from connections', home)).toBe('1 rows')
    expect(await asApp('select 1 from users', home)).toBe('5 rows')
  })

  it('can neither write into another agency nor move a row there', async () => {
    const creator = `insert into creators (id, agency_id, name) values ('${randomUUID()}', '${foreign.id}', 'x')`
    expect(await asApp(creator, home)).toBe(DENIED)
    expect(await asApp(creator)).toBe(DENIED)
    expect(await asApp(`update creators set agency_id = '${foreign.id}'`, home)).toBe(DENIED)
    expect(
      await asApp(`update connections set note = 'x' where agency_id = '${foreign.id}' returning 1`, home),
    ).toBe('0 rows')
    expect(await asApp(`update connections set note = 'x' returning 1`)).toBe('0 rows')
    const [row] = await world.db.admin`select count(*)::int as n from connections where note = 'x'`
    expect(row?.n).toBe(0)
  })

  it('cannot point a row of its own at something of another agency', async () => {
    const [there] = await world.db.admin`select id from creators where agency_id = ${foreign.id}`
    expect(await asApp(`update connections set creator_id = '${there?.id}'`, home)).toBe('23503')
    expect(await asApp(`update connections set provider_account_id = '${foreign.accountId}'`, home)).toBe(
      '23503',
    )
  })

  it('can neither rewrite nor remove history, and never reads a password', async () => {
    for (const statement of [
      "update audit_log set action = 'x'",
      'delete from audit_log',
      "update events set kind = 'x'",
      'delete from events',
      'truncate audit_log',
      'delete from connections',
      'select password_hash from users',
      'select * from users',
      "update users set name = 'x'",
      'update memberships set user_id = user_id',
      'delete from memberships',
      `insert into memberships (agency_id, user_id, role) values ('${home.id}', '${foreign.users.owner.id}', 'owner')`,
      "update creator_contacts set email = 'x@example.com'",
      'delete from creator_contacts',
      "update consents set language = 'x'",
      "update invite_tokens set token_hash = 'x'",
      "update agencies set slug = 'x'",
      "insert into agencies (slug, name) values ('x', 'x')",
    ])
      expect(await asApp(statement, home), statement).toBe(DENIED)
    await expect(world.db.system.execute(sql`update audit_log set action = 'x'`)).rejects.toThrow()
    await expect(world.db.system.execute(sql`delete from events`)).rejects.toThrow()
  })

  it('forgets the agency with the transaction, on every connection of the pool', async () => {
    const seen = () => world.db.app.execute(sql`select current_setting('app.agency_id', true) as id`)
    await Promise.all(
      Array.from({ length: 30 }, () => inAgency(home.ctx(), (tx) => tx.execute(sql`select 1`))),
    )
    await inAgency(home.ctx(), () => Promise.reject(new Error('rolled back'))).catch(() => {})
    for (const [row] of await Promise.all(Array.from({ length: 30 }, seen)))
      expect(row?.id || null).toBeNull()
  })

  it('never mixes two agencies that work at the same time', async () => {
    const read = (agency: Agency) =>
      inAgency(agency.ctx(), (tx) => tx.execute(sql`select agency_id from connections`))
    const all = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const agency = i % 2 === 0 ? home : foreign
        return (await read(agency)).every((row) => row.agency_id === agency.id)
      }),
    )
    expect(all.every(Boolean)).toBe(true)
  })
})

describe('the start', () => {
  it('refuses a superuser, the owner of the tables and a role that bypasses row-level security', async () => {
    expect(await roleProblem(world.db.app)).toBeNull()
    expect(await roleProblem(world.db.system)).toBeNull()
    const problem = async (url: string) => {
      const db = openDb(url, { max: 1, applicationName: 'test' })
      const said = await roleProblem(db)
      await db.close()
      return said
    }
    expect(await problem(world.db.url('superuser'))).toMatch(/superuser/)
    expect(await problem(world.db.url('owner'))).toMatch(/owns tables/)
    const name = `bypass_${randomUUID().slice(0, 8)}`
    await world.db.admin.unsafe(`create role ${name} login bypassrls password 'x'`)
    const url = new URL(world.db.url('app'))
    Object.assign(url, { username: name, password: 'x' })
    expect(await problem(url.href)).toMatch(/BYPASSRLS/)
    await world.db.admin.unsafe(`drop role ${name}`)
  })
})
