import { expect } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'

/** Where a transaction of one process can be stopped, before it commits: at a row that it writes there. */
export type Stop = {
  process: 'patchbay-web' | 'patchbay-worker'
  table: 'audit_log' | 'provider_accounts' | 'webhook_deliveries'
  does: 'insert' | 'update'
  /** Of the audit log: the line's action. */
  action?: string
}

const LOCK = 70_701

/**
 * Triggers in a database of the tests' own: a transaction that comes to a stop waits for a lock that the test holds. So
 * the product needs no hooks.
 */
export async function installStops(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema chaos;
    create table chaos.stops (agency_id uuid, process text, tbl text, does text, action text);
    create function chaos.wait() returns trigger language plpgsql security definer as $$
    begin
      if exists (select 1 from chaos.stops s where s.agency_id = new.agency_id and s.tbl = tg_table_name
        and s.does = lower(tg_op) and s.process = current_setting('application_name')
        and (s.action is null or s.action = to_jsonb(new)->>'action'))
      then perform pg_advisory_xact_lock(${LOCK}, hashtext(new.agency_id::text)); end if;
      return new;
    end $$;
    grant usage on schema chaos to public;`)
  for (const table of ['audit_log', 'provider_accounts', 'webhook_deliveries'])
    await sql.unsafe(
      `create trigger chaos before insert or update on ${table} for each row execute function chaos.wait()`,
    )
}

/** Stops the next transaction of this agency there, from now until `release`. */
export async function stopAt(sql: Sql, agency: Agency, stop: Stop): Promise<void> {
  await sql`select pg_advisory_lock(${LOCK}, hashtext(${agency.id}))`
  await sql`insert into chaos.stops ${sql({
    agency_id: agency.id,
    process: stop.process,
    tbl: stop.table,
    does: stop.does,
    action: stop.action ?? null,
  })}`
}

/** Waits until a transaction of the agency stands at its stop. */
export async function stopped(sql: Sql, agency: Agency): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await sql`select 1 from pg_locks where locktype = 'advisory' and not granted
            and classid = ${LOCK} and objid::bigint = hashtext(${agency.id})::bigint & 4294967295`
        ).length,
      { intervals: [20] },
    )
    .toBe(1)
}

/** Lets everything go on; what a dead process left in the database is rolled back. */
export async function release(sql: Sql): Promise<void> {
  await sql`delete from chaos.stops`
  await sql`select pg_advisory_unlock_all()`
}
