import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencyLogos } from '@/db/schema/agency-logos'

export type Logo = { contentType: string; image: Buffer; updatedAt: Date }

/**
 * An agency's logo for whoever has its address: creators are not signed in. The transaction is bound to that one
 * agency, so nothing else can be read with it.
 */
export async function readLogo(db: Db, agencyId: string): Promise<Logo | null> {
  const [row] = await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.agency_id', ${agencyId}, true)`)
    return tx
      .select({
        contentType: agencyLogos.contentType,
        image: agencyLogos.image,
        updatedAt: agencyLogos.updatedAt,
      })
      .from(agencyLogos)
      .where(eq(agencyLogos.agencyId, agencyId))
  })
  return row ?? null
}
