import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { agencies } from '@/db/schema/agencies'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import type { nameInput } from './input'

/** Changes the name that the team and the creators see. The agency's part of the URL stays. */
export async function renameAgency(ctx: Ctx, { name }: z.infer<typeof nameInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  await inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select({ name: agencies.name })
      .from(agencies)
      .where(eq(agencies.id, ctx.agency.id))
    if (!row) throw notFound('agency')
    if (row.name === name) return
    await tx.update(agencies).set({ name }).where(eq(agencies.id, ctx.agency.id))
    await audit(tx, ctx, {
      action: 'agency.rename',
      targetType: 'agency',
      targetId: ctx.agency.id,
      before: { name: row.name },
      after: { name },
    })
  })
}
