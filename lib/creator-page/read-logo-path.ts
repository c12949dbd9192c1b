import 'server-only'
import { eq } from 'drizzle-orm'
import { agencyLogos } from '@/db/schema/agency-logos'
import { type Ctx, inAgency } from '../auth/context'
import { logoPath } from '../settings/logo-path'

/** Where the agency's logo is on this site; null while it has none. */
export async function readLogoPath(ctx: Ctx): Promise<string | null> {
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({ updatedAt: agencyLogos.updatedAt })
      .from(agencyLogos)
      .where(eq(agencyLogos.agencyId, ctx.agency.id)),
  )
  return row ? logoPath(ctx.agency.id, row.updatedAt) : null
}
