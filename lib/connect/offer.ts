import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { agencyLogos } from '@/db/schema/agency-logos'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import type { ConnectionRow } from '../connections/rows'
import { localeOf, type PageLocale } from '../i18n/locales'
import type { InviteRow } from '../invites/rows'
import { type InviteState, inviteState } from '../invites/states'
import { chooseMode, type Surface } from '../link-sessions/choose-mode'
import { canMail } from '../mail/can-mail'
import { adapterOf, type ProviderAccountRow } from '../provider-accounts/adapter-for'
import { isLoginMode, type LinkMode, PROVIDER_IDS, type ProviderId } from '../providers/types'
import { ACCESS_SCOPE, CREDENTIAL_USE, PROVIDER_NAMES } from '../providers/words'
import { logoPath } from '../settings/logo-path'
import { consentText } from './consent-text'
import { surfaceOf } from './surface-of'
import type { Asker } from './view'
import type { Visit } from './visit'

/** What an invite offers: who asks, for which account, at which provider. */
export type Offer = {
  invite: InviteRow
  state: InviteState
  /** Of the page and of the consent. */
  language: PageLocale
  /** The connection to repair, with purpose reconnect. */
  connection: ConnectionRow | null
  /** Null when the agency has no key (any more). */
  account: ProviderAccountRow | null
  /** How she logs in, which the consent tells; null when nothing is offered. */
  mode: LinkMode | null
  asker: Asker
  provider: ProviderId
  providerName: string
  /** Without @; null when any account will do. */
  expectedUsername: string | null
}

/** Reads what an invite offers at this moment, in the language that she chose or else in the invite's own. */
export async function loadOffer(tx: Tx, visit: Visit, invite: InviteRow): Promise<Offer> {
  const { ctx } = visit
  const connection = invite.connectionId ? await connectionOf(tx, ctx, invite.connectionId) : null
  const account = await accountOf(tx, ctx, connection?.providerAccountId ?? invite.providerAccountId)
  const provider = account?.provider ?? PROVIDER_IDS[0]
  return {
    invite,
    state: inviteState({ ...invite, connectionEndedAt: connection?.endedAt ?? null }, ctx.now()),
    connection,
    language: visit.language ?? localeOf(invite.language),
    account,
    mode: account && modeOf(account, invite, surfaceOf(visit.userAgent)),
    asker: {
      agencyName: ctx.agency.name,
      personName: invite.createdBy ? await personOf(tx, ctx, invite.createdBy) : null,
      logoUrl: await logoOf(tx, ctx),
    },
    provider,
    providerName: PROVIDER_NAMES[provider],
    expectedUsername: connection?.username ?? invite.expectedUsername,
  }
}

/** The text of the consent, made from what will really happen, in the page's language. */
export function consentOf(offer: Offer): ReturnType<typeof consentText> {
  return consentText(offer.language, {
    agencyName: offer.asker.agencyName,
    personName: offer.asker.personName,
    providerName: offer.providerName,
    isOurForm: isOurForm(offer),
    credentials: CREDENTIAL_USE[offer.provider],
    access: ACCESS_SCOPE[offer.provider],
    purpose: offer.invite.purpose,
    permissions: offer.connection?.permissions ?? offer.account?.permissions ?? null,
    expectedUsername: offer.expectedUsername,
    hasOwnPage: canMail(),
  })
}

/** The login is typed on our own page. */
export function isOurForm({ mode }: Pick<Offer, 'mode'>): boolean {
  return mode !== null && isLoginMode(mode)
}

/** Through an account that is off nothing new is connected; what is connected can be repaired. */
function modeOf(account: ProviderAccountRow, { purpose }: InviteRow, surface: Surface): LinkMode | null {
  if (purpose === 'connect' && !account.enabled) return null
  return chooseMode(adapterOf(account).capabilities, purpose, surface, null)
}

async function connectionOf(tx: Tx, ctx: Ctx, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, id)))
  return row ?? null
}

async function accountOf(tx: Tx, ctx: Ctx, id: string | null): Promise<ProviderAccountRow | null> {
  const [row] = await tx
    .select()
    .from(providerAccounts)
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        id ? eq(providerAccounts.id, id) : eq(providerAccounts.enabled, true),
      ),
    )
    .orderBy(asc(providerAccounts.createdAt))
    .limit(1)
  return row ?? null
}

/** The name of a member of the team; null when that person has left. */
async function personOf(tx: Tx, ctx: Ctx, userId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.agencyId, ctx.agency.id),
        eq(memberships.userId, userId),
        isNull(memberships.deactivatedAt),
        isNull(users.disabledAt),
      ),
    )
  return row?.name ?? null
}

async function logoOf(tx: Tx, ctx: Ctx): Promise<string | null> {
  const [row] = await tx
    .select({ updatedAt: agencyLogos.updatedAt })
    .from(agencyLogos)
    .where(eq(agencyLogos.agencyId, ctx.agency.id))
  return row ? logoPath(ctx.agency.id, row.updatedAt) : null
}
