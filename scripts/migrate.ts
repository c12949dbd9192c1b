import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import PgBoss from 'pg-boss'
import postgres, { type Sql } from 'postgres'
import { EnvError, readEnv } from '../lib/env'
import { QUEUES } from '../lib/jobs/queues'

/** Any number; every migration of this product takes the same lock, so that two starts at once are safe. */
const LOCK = 7_213_904_551

/** Makes the two roles that own nothing, where this server lets us; otherwise says what to run. */
async function ensureRoles(sql: Sql, urls: { role: string; url: string }[]): Promise<void> {
  for (const { role, url } of urls) {
    const [found] = await sql`select 1 from pg_roles where rolname = ${role}`
    if (found) continue
    const password = decodeURIComponent(new URL(url).password) || randomBytes(24).toString('hex')
    try {
      await sql.unsafe(
        `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password.replaceAll("'", "''")}'`,
      )
    } catch {
      throw new EnvError([
        `The database role ${role} does not exist and may not be created here. Run as an administrator: create role ${role} login nosuperuser nobypassrls password '…'`,
      ])
    }
  }
}

/** The queue's tables belong to the owner; web may add jobs, the worker does the rest. */
async function prepareQueue(sql: Sql, url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  for (const queue of QUEUES) await boss.createQueue(queue)
  await boss.stop({ graceful: false, wait: true })
  await sql.unsafe(`
    grant usage on schema pgboss to patchbay_app, patchbay_system;
    grant select, insert, update, delete on all tables in schema pgboss to patchbay_system;
    grant select on pgboss.queue to patchbay_app;
    grant select, insert on pgboss.job to patchbay_app;`)
}

async function main(): Promise<void> {
  const env = readEnv(process.env)
  if (!env.MIGRATE_DATABASE_URL)
    throw new EnvError([
      'MIGRATE_DATABASE_URL is missing: set it to a postgres:// address for the owner of the tables.',
    ])
  const sql = postgres(env.MIGRATE_DATABASE_URL, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await ensureRoles(sql, [
      { role: 'patchbay_app', url: env.DATABASE_URL },
      { role: 'patchbay_system', url: env.SYSTEM_DATABASE_URL },
    ])
    await migrate(drizzle(sql), {
      migrationsFolder: fileURLToPath(new URL('../db/migrations', import.meta.url)),
    })
    await prepareQueue(sql, env.MIGRATE_DATABASE_URL)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

main().catch((error: unknown) => {
  const problems =
    error instanceof EnvError
      ? error.problems
      : [`The migration failed: ${error instanceof Error ? error.message : error}`]
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.exit(1)
})
