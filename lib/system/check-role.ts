import 'server-only'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'

/**
 * Row-level security is silently ignored for superusers, BYPASSRLS roles and table owners. Returns one
 * sentence when the connection would ignore it, null when it is safe.
 */
export async function roleProblem(db: Db): Promise<string | null> {
  const [row] = await db.execute<{
    name: string
    rolsuper: boolean
    rolbypassrls: boolean
    owned: number
  }>(sql`
    select r.rolname as name, r.rolsuper, r.rolbypassrls,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and c.relowner = r.oid) as owned
    from pg_roles r where r.rolname = current_user`)
  if (!row) return 'The database role could not be read.'
  if (row.rolsuper) return `The database role ${row.name} is a superuser, so tenants would not be separated.`
  if (row.rolbypassrls)
    return `The database role ${row.name} has BYPASSRLS, so tenants would not be separated.`
  if (row.owned > 0) return `The database role ${row.name} owns tables, so tenants would not be separated.`
  return null
}
