import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { type ConsentText, consents } from '@/db/schema/consents'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import type { Ctx } from '../../auth/context'
import { timeZoneOf } from '../../creator-page/time-zone'
import { inviteUrl, tokenOf } from '../../invites/tokens'
import { PROVIDER_NAMES } from '../../providers/words'
import type { ReceiptFacts } from '../contents/receipt'
import type { Loaded, MailRow } from './loaded'
import { memberName } from './member-name'

/** Of what she agreed to: what it allows, for how long, and what is kept. */
const TOLD: readonly (string | undefined)[] = ['sees', 'does', 'lasts', 'stored', undefined]

async function readSession(tx: Tx, ctx: Ctx, linkSessionId: string) {
  const [row] = await tx
    .select({
      session: {
        purpose: linkSessions.purpose,
        provider: linkSessions.provider,
        connectedAt: linkSessions.stateChangedAt,
        initiatedBy: linkSessions.initiatedBy,
      },
      account: { username: connections.username, displayName: connections.displayName },
      contact: { email: creatorContacts.email, timeZone: creatorContacts.timeZone },
      invite: { id: invites.id, rotation: invites.rotation, createdBy: invites.createdBy },
    })
    .from(linkSessions)
    .innerJoin(
      connections,
      and(
        eq(connections.agencyId, linkSessions.agencyId),
        eq(connections.id, linkSessions.resultConnectionId),
      ),
    )
    .innerJoin(
      creatorContacts,
      and(
        eq(creatorContacts.agencyId, linkSessions.agencyId),
        eq(creatorContacts.creatorId, linkSessions.creatorId),
      ),
    )
    .leftJoin(
      invites,
      and(eq(invites.agencyId, linkSessions.agencyId), eq(invites.id, linkSessions.inviteId)),
    )
    .where(
      and(
        eq(linkSessions.agencyId, ctx.agency.id),
        eq(linkSessions.id, linkSessionId),
        eq(linkSessions.state, 'completed'),
      ),
    )
  return row ?? null
}

async function readConsent(tx: Tx, ctx: Ctx, linkSessionId: string): Promise<ConsentText['sections']> {
  const [row] = await tx
    .select({ shown: consents.shown })
    .from(consents)
    .where(and(eq(consents.agencyId, ctx.agency.id), eq(consents.linkSessionId, linkSessionId)))
    .orderBy(desc(consents.agreedAt))
    .limit(1)
  return (row?.shown.sections ?? []).filter((section) => TOLD.includes(section.about))
}

/** The receipt of one proven attempt. It goes to the address that she confirmed, and to no other. */
export async function receiptFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<ReceiptFacts>> {
  const { linkSessionId } = mail.refs
  const row = linkSessionId ? await readSession(tx, ctx, linkSessionId) : null
  if (!row || !linkSessionId) return { drop: 'gone' }
  const { session, account, contact, invite } = row
  if (contact.email !== mail.toAddress) return { drop: 'no_access' }
  return {
    facts: {
      agencyName: ctx.agency.name,
      personName: await memberName(tx, ctx, invite?.createdBy ?? session.initiatedBy),
      purpose: session.purpose,
      ...account,
      providerName: PROVIDER_NAMES[session.provider],
      connectedAt: session.connectedAt,
      timeZone: timeZoneOf(contact.timeZone),
      agreed: (await readConsent(tx, ctx, linkSessionId)).map(({ heading, lines }) => ({ heading, lines })),
      url: invite ? inviteUrl(await tokenOf(tx, ctx, invite)) : null,
    },
  }
}
