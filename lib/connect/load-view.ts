import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import { type Ctx, inAgency } from '../auth/context'
import type { ConnectionRow } from '../connections/rows'
import { maskEmail } from '../creator-page/mask-email'
import type { PageLocale } from '../i18n/locales'
import { holdsConnection } from '../link-sessions/live-reconnect'
import type { LinkSessionRow } from '../link-sessions/move'
import { attemptViewOf } from '../login/attempt-view'
import { loginBudget } from '../login/budget'
import type { AttemptView } from '../login/view'
import { canMail } from '../mail/can-mail'
import { adapterOf } from '../provider-accounts/adapter-for'
import { ACCESS_SCOPE } from '../providers/words'
import { ASK_AGAIN_MS } from './ask-for-new-link'
import { consentOf, isOurForm, loadOffer, type Offer } from './offer'
import { outcomeReference } from './outcome-words'
import { pageLanguage } from './page-language'
import { liveSessions, ownFacts, ownSession, resultOf } from './sessions'
import { type Step, stepOf } from './step'
import type { ClosedReason, ConnectView, ShownAccount } from './view'
import { currentVisit, type Visit } from './visit'

type Options = {
  /** Begin once more: with another account after a receipt, or here after another device took over. */
  again?: boolean
}

/**
 * What the connect page shows to this request, read anew each time: the server's state decides, and nothing that the
 * browser remembers but its two cookies.
 */
export async function loadConnectView(options: Options = {}): Promise<ConnectView> {
  const visit = await currentVisit()
  if (visit) return connectView(visit, options)
  return unknownView(await pageLanguage())
}

function unknownView(language: PageLocale): ConnectView {
  return {
    step: 'closed',
    language,
    reason: 'unknown',
    asker: null,
    canAsk: false,
    asked: false,
    canOpenPage: false,
  }
}

type Loaded = {
  offer: Offer
  own: LinkSessionRow | null
  result: ConnectionRow | null
  step: Step
  elsewhere: boolean
  contactEmail: string | null
  hasPage: boolean
  attempt: AttemptView | null
  logins: Pick<Welcome, 'loginFreeAt' | 'loginsLeft'>
}

type Welcome = Extract<ConnectView, { step: 'welcome' }>

/** The view of one visit. */
export async function connectView(visit: Visit, { again = false }: Options = {}): Promise<ConnectView> {
  const { ctx } = visit
  const own = await inAgency(ctx, (tx) => ownSession(tx, ctx, visit.inviteId, visit.browser))
  const result = own && (await resultOf(ctx, own))
  const loaded = await inAgency(ctx, (tx) => load(tx, visit, own, result, again))
  return loaded ? toView(ctx, loaded) : unknownView('en')
}

async function load(
  tx: Tx,
  visit: Visit,
  own: LinkSessionRow | null,
  result: ConnectionRow | null,
  again: boolean,
): Promise<Loaded | null> {
  const { ctx } = visit
  const [invite] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, visit.inviteId)))
  if (!invite) return null
  const offer = await loadOffer(tx, visit, invite)
  const live = await liveSessions(tx, ctx, invite)
  const elsewhere = live.some((row) => row.id !== own?.id && holdsConnection(row, ctx.now()))
  const step = stepOf({
    invite: offer.state,
    isRotated: visit.rotation !== invite.rotation,
    own: own && (await ownFacts(tx, ctx, own, result)),
    elsewhere,
    again,
  })
  const [contact] = await tx
    .select({ email: creatorContacts.email })
    .from(creatorContacts)
    .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, invite.creatorId)))
  const party = { ctx, browser: visit.browser, side: 'invite' as const, inviteId: visit.inviteId }
  return {
    offer,
    own,
    result,
    step,
    elsewhere,
    contactEmail: contact?.email ?? null,
    hasPage: offer.account !== null && adapterOf(offer.account).capabilities.modes.includes('redirect'),
    attempt: own && (await attemptViewOf(tx, party, own)),
    logins:
      step.step === 'welcome' ? await loginsOf(tx, ctx, offer) : { loginFreeAt: null, loginsLeft: null },
  }
}

const FEW_LOGINS = 2

/** When the account may be logged in to again, or how few logins are left now. */
async function loginsOf(tx: Tx, ctx: Ctx, offer: Offer): Promise<Loaded['logins']> {
  const { invite, connection } = offer
  const ofUserId = connection?.ofUserId ?? null
  const budget = await loginBudget(tx, ctx, { creatorId: invite.creatorId, ofUserId })
  const left = budget.overridden && budget.freeAt ? 1 : budget.most - budget.used
  return {
    loginFreeAt: budget.overridden ? null : budget.freeAt,
    loginsLeft: left > 0 && left <= FEW_LOGINS && !isOurForm(offer) ? left : null,
  }
}

function toView(ctx: Ctx, loaded: Loaded): ConnectView {
  const { offer, own, step } = loaded
  if (step.step === 'closed') return closedView(ctx, loaded, step.reason)
  const common = {
    language: offer.language,
    asker: offer.asker,
    purpose: offer.invite.purpose,
    expectedUsername: offer.expectedUsername,
    providerName: offer.providerName,
    isOurForm: isOurForm(offer),
    isFramed: offer.mode === 'embed',
    access: ACCESS_SCOPE[offer.provider],
    hasOwnPage: canMail(),
    expiresAt: offer.invite.expiresAt,
  }
  if (step.step === 'welcome') {
    const { text, hash } = consentOf(offer)
    const { lastOutcome } = step
    return {
      ...common,
      ...step,
      lastReference: own && lastOutcome && outcomeReference(lastOutcome, own.id),
      consent: text,
      consentHash: hash,
      elsewhere: loaded.elsewhere,
      canOpenPage: loaded.contactEmail !== null,
      ...loaded.logins,
    }
  }
  if (!own) throw new Error(`There is no session for the step ${step.step}.`)
  const linkSessionId = own.id
  switch (step.step) {
    case 'away':
      return { ...common, step: 'away', startedAt: own.openedAt ?? own.createdAt }
    case 'frame':
      return { ...common, step: 'frame', hasPage: loaded.hasPage }
    case 'login':
    case 'challenge':
    case 'working':
      if (!loaded.attempt) throw new Error(`There is no attempt for the step ${step.step}.`)
      return { ...common, step: step.step, attempt: loaded.attempt }
    case 'review':
      return { ...common, step: 'review', account: shown(own.candidate), linkSessionId }
    case 'account':
      return { ...common, step: 'account', account: shown(loaded.result), linkSessionId }
    case 'receipt':
      return {
        ...common,
        step: 'receipt',
        account: shown(loaded.result),
        linkSessionId,
        connectionId: own.resultConnectionId ?? '',
        connectedAt: own.stateChangedAt,
        permissions: loaded.result?.permissions ?? [],
        contactEmail: loaded.contactEmail && maskEmail(loaded.contactEmail),
        usesLeft: offer.state === 'open' ? offer.invite.maxUses - offer.invite.uses : 0,
      }
    default:
      return { ...common, step: step.step }
  }
}

function shown(
  account: { username: string; displayName: string; avatarUrl: string | null } | null,
): ShownAccount {
  if (!account) return { username: '', displayName: '', avatarUrl: null }
  const { username, displayName, avatarUrl } = account
  return { username, displayName, avatarUrl }
}

function closedView(ctx: Ctx, { offer, contactEmail }: Loaded, reason: ClosedReason): ConnectView {
  const { askedAgainAt } = offer.invite
  const asked = askedAgainAt !== null && ctx.now().getTime() - askedAgainAt.getTime() < ASK_AGAIN_MS
  return {
    step: 'closed',
    language: offer.language,
    reason,
    asker: offer.asker,
    canAsk: !asked,
    asked,
    canOpenPage: contactEmail !== null,
  }
}
