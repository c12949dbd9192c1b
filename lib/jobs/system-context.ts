import 'server-only'
import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import type { Ctx } from '../auth/context'

/** A context in which the worker acts for one agency. Null when the agency does not exist. */
export async function systemContext(db: Db, agencyId: string, job: string): Promise<Ctx | null> {
  const [agency] = await db
    .select({ id: agencies.id, slug: agencies.slug, name: agencies.name })
    .from(agencies)
    .where(eq(agencies.id, agencyId))
  if (!agency) return null
  return {
    agency,
    actor: { kind: 'system' },
    db,
    requestId: `${job}-${crypto.randomUUID().slice(0, 8)}`,
    address: null,
    now: () => new Date(),
  }
}
