import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connectionData } from '@/db/schema/connection-data'
import type { Ctx } from '../auth/context'

/** Removes the stored user data of a connection. */
export async function forgetData(tx: Tx, ctx: Ctx, connectionId: string): Promise<void> {
  await tx
    .delete(connectionData)
    .where(and(eq(connectionData.agencyId, ctx.agency.id), eq(connectionData.connectionId, connectionId)))
}
