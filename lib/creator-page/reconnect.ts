import 'server-only'
import { type Ctx, inAgency } from '../auth/context'
import { askInTx } from '../invites/ask-creator'
import { tokenOf } from '../invites/tokens'
import { creatorOf } from './creator-context'

/**
 * The way to log in again from her own page: the open reconnect link of the connection, or a new one, so that she sees
 * the same explanation and agrees anew. Throws `not_found`, `conflict` when the connection has ended.
 * @returns the link's token, for this browser's cookie
 */
export async function reconnectToken(ctx: Ctx, input: { connectionId: string }): Promise<string> {
  creatorOf(ctx)
  return inAgency(ctx, async (tx) => {
    const { invite } = await askInTx(tx, ctx, input.connectionId)
    return tokenOf(tx, ctx, invite)
  })
}
