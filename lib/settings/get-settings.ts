import 'server-only'
import { eq } from 'drizzle-orm'
import { agencies } from '@/db/schema/agencies'
import { agencyLogos } from '@/db/schema/agency-logos'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { logoPath } from './logo-path'

export type AgencySettings = {
  name: string
  /** Path of the logo on this site; null while there is none. */
  logoUrl: string | null
  mayEdit: boolean
}

/** How the agency presents itself. Every member may look. */
export async function getSettings(ctx: Ctx): Promise<AgencySettings> {
  requirePermission(ctx, 'connections.read')
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({ name: agencies.name, logoAt: agencyLogos.updatedAt })
      .from(agencies)
      .leftJoin(agencyLogos, eq(agencyLogos.agencyId, agencies.id))
      .where(eq(agencies.id, ctx.agency.id)),
  )
  if (!row) throw notFound('agency')
  return {
    name: row.name,
    logoUrl: row.logoAt ? logoPath(ctx.agency.id, row.logoAt) : null,
    mayEdit: may(ctx, 'settings.edit'),
  }
}
