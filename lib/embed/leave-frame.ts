import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from '@/db/client'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { endUpstream, revokeInTx } from '../link-sessions/revoke'
import { callInit, insertLinkSession, type Started } from '../link-sessions/start-session'
import { allowLogin, subjectOf } from '../login/budget'
import { adapterFor, adapterOf, type ProviderAccountRow } from '../provider-accounts/adapter-for'
import { connectionIdOf, placeOf, readFramed } from './open-frame'

type Left = { old: LinkSessionRow; row: LinkSessionRow }

/**
 * Ends a session in a dialog and writes the one that goes on in its place, on the provider's own page, for the same
 * creator and connection. It is the same attempt, so it takes no other login of the budget, unless somebody has logged
 * in already. Throws `conflict` where the provider has no such page or the session is past it, and `login_budget`.
 */
export async function replaceFramed(
  tx: Tx,
  ctx: Ctx,
  {
    linkSessionId,
    account,
    browser,
  }: { linkSessionId: string; account: ProviderAccountRow; browser: string },
): Promise<Left> {
  const old = await lockLinkSession(tx, ctx, linkSessionId)
  const isLeft = old && ['open', 'authenticating', 'challenge'].includes(old.state)
  if (!isLeft || !adapterOf(account).capabilities.modes.includes('redirect'))
    throw new AppError('conflict', 'This login cannot go on outside the dialog. Start a new one.')
  if (old.state !== 'open') await allowLogin(tx, ctx, await subjectOf(tx, ctx, old))
  await revokeInTx(tx, ctx, old, 'stopped')
  const row = await insertLinkSession(tx, ctx, account, {
    idempotencyKey: randomUUID(),
    purpose: old.purpose,
    creatorId: old.creatorId,
    connectionId: old.connectionId,
    providerConnectionId: null,
    providerAccountId: account.id,
    geolocation: placeOf(old),
    note: old.note,
    browser,
    ...(old.inviteId && { inviteId: old.inviteId }),
    surface: 'phone',
    askedMode: 'redirect',
  })
  return { old, row }
}

/** For a member of the team: out of a frame that does not show, to the provider's own page. Throws as above. */
export async function leaveFrame(
  ctx: Ctx,
  { linkSessionId, browser }: { linkSessionId: string; browser: string },
): Promise<Started> {
  requirePermission(ctx, 'connections.connect')
  const framed = await readFramed(ctx, { linkSessionId, browser })
  const { account } = await adapterFor(ctx, framed.providerAccountId)
  const { old, row, held } = await inAgency(ctx, async (tx) => ({
    ...(await replaceFramed(tx, ctx, { linkSessionId, account, browser })),
    held: await connectionIdOf(tx, ctx, framed),
  }))
  await endUpstream(ctx, old)
  return callInit(ctx, row, account, { providerConnectionId: held, geolocation: placeOf(row) })
}
