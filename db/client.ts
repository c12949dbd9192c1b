import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

/** A connection pool, seen through drizzle. Column names are snake_case in SQL, camelCase here. */
export type Db = PostgresJsDatabase<Record<string, never>> & { close: () => Promise<void> }

/** What a transaction callback gets. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/**
 * Opens a pool. Statements end after 5 s, so that one slow query cannot hold a request for ever.
 * `applicationName` shows in pg_stat_activity.
 */
export function openDb(url: string, options: { max: number; applicationName: string }): Db {
  const client = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: options.applicationName, statement_timeout: 5_000 },
  })
  const db = drizzle(client, { casing: 'snake_case' })
  return Object.assign(db, { close: () => client.end({ timeout: 5 }) })
}
