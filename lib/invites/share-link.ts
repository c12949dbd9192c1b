import 'server-only'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { agencies } from '@/db/schema/agencies'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { LOCALE_NAMES, LOCALES } from '../i18n/locales'
import { getInviteLink } from './get-invite-link'
import { type SharedLink, shareText } from './share-words'
import { inviteState } from './states'

const columns = {
  purpose: invites.purpose,
  expectedUsername: invites.expectedUsername,
  username: connections.username,
  connectionEndedAt: connections.endedAt,
  language: invites.language,
  mailTo: invites.mailTo,
  creatorId: invites.creatorId,
  pausedAt: invites.pausedAt,
  revokedAt: invites.revokedAt,
  expiresAt: invites.expiresAt,
  uses: invites.uses,
  maxUses: invites.maxUses,
  creatorName: creators.name,
  agencyName: agencies.name,
}

async function readInvite(ctx: Ctx, inviteId: string) {
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select(columns)
      .from(invites)
      .innerJoin(creators, and(eq(creators.agencyId, invites.agencyId), eq(creators.id, invites.creatorId)))
      .innerJoin(agencies, eq(agencies.id, invites.agencyId))
      .leftJoin(
        connections,
        and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
      )
      .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, inviteId))),
  )
  if (!row) throw notFound('invite')
  return row
}

/** Where the team last sent her a link. Her own page's address is hers, and not looked at here. */
async function lastAddress(ctx: Ctx, creatorId: string): Promise<string | null> {
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({ mailTo: invites.mailTo })
      .from(invites)
      .where(
        and(eq(invites.agencyId, ctx.agency.id), eq(invites.creatorId, creatorId), isNotNull(invites.mailTo)),
      )
      .orderBy(desc(invites.createdAt))
      .limit(1),
  )
  return row?.mailTo ?? null
}

/**
 * Everything that handing a link over takes: the link, the words for a chat, and where a mail would go. Showing the
 * link is audited. Throws `not_found`, `conflict` when the invite was revoked.
 */
export async function shareLink(ctx: Ctx, input: { inviteId: string }): Promise<SharedLink> {
  requirePermission(ctx, 'invites.write')
  const row = await readInvite(ctx, input.inviteId)
  const { url } = await getInviteLink(ctx, input)
  const language = LOCALES.find((locale) => locale === row.language) ?? 'en'
  return {
    url,
    text: shareText(language, {
      agencyName: row.agencyName,
      creatorName: row.creatorName,
      purpose: row.purpose,
      expectedUsername: row.username ?? row.expectedUsername,
      url,
    }),
    creatorName: row.creatorName,
    languageName: LOCALE_NAMES[language],
    expiresAt: row.expiresAt,
    open: inviteState(row, ctx.now()) === 'open',
    mailTo: row.mailTo ?? (await lastAddress(ctx, row.creatorId)),
  }
}
