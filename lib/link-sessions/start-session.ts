import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { randomToken } from '../crypto/random'
import { env } from '../env'
import { AppError } from '../errors'
import { logger } from '../logger'
import { allowLogin, requireLogin, subjectOf } from '../login/budget'
import { LOST_MS } from '../login/poll-times'
import {
  adapterOf,
  type ProviderAccountRow,
  readProviderAccount,
  refuseOff,
} from '../provider-accounts/adapter-for'
import { clearMisconfigured, noteProviderHealth } from '../provider-accounts/note-health'
import { type Geolocation, isLoginMode, type LinkMode, ProviderError } from '../providers/types'
import { isUniqueViolation } from '../system/pg-errors'
import { bindBrowser } from './browser'
import { chooseMode, type Surface } from './choose-mode'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { sealProviderSession } from './provider-session'

/** Our own upper bound, until the provider says its own. Link sessions at OFAuth live one hour. */
const FIRST_HOUR = 3_600_000

export type NewSession = {
  idempotencyKey: string
  purpose: 'connect' | 'reconnect'
  creatorId: string
  connectionId: string | null
  /** The provider's id of the connection to repair. */
  providerConnectionId: string | null
  providerAccountId: string | null
  geolocation: Geolocation | null
  note: string
  browser: string
  /** The invite through which a creator began it herself. */
  inviteId?: string
  /** What the person sits at. */
  surface: Surface
  /** The mode that was asked for; null: what suits the surface. */
  askedMode: LinkMode | null
  /** A live session is ended for it. */
  takesOver?: boolean
}

/**
 * `url` is the provider's page, to go to (mode redirect) or to show in our frame (embed); null in a login mode, whose
 * form is ours, and when the session is already past that.
 */
export type Started = { linkSessionId: string; mode: LinkMode; url: string | null }

/**
 * Writes the row of a new session, bound to the browser; with the same idempotency key it is the one that is there.
 * Throws `login_budget` for a hosted mode: then nothing of `prepare` is done either.
 * @param prepare runs in the same transaction, before the row is written
 */
export async function openLinkSession(
  ctx: Ctx,
  input: NewSession,
  prepare: (tx: Tx) => Promise<void>,
): Promise<{ row: LinkSessionRow; created: boolean; account: ProviderAccountRow }> {
  try {
    return await inAgency(ctx, async (tx) => {
      const account = await readProviderAccount(tx, ctx, input.providerAccountId ?? undefined)
      const existing = await findByForm(tx, ctx, input.idempotencyKey)
      if (existing) return { row: existing, created: false, account }
      if (input.purpose === 'connect') refuseOff(account)
      await prepare(tx)
      await checkBudget(tx, ctx, account, input)
      return { row: await insertLinkSession(tx, ctx, account, input), created: true, account }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // A double click: the other one of this form was faster, and its session is the answer to both.
    const twin = await inAgency(ctx, async (tx) => ({
      row: await findByForm(tx, ctx, input.idempotencyKey),
      account: await readProviderAccount(tx, ctx, input.providerAccountId ?? undefined),
    }))
    if (twin.row) return { row: twin.row, created: false, account: twin.account }
    throw new AppError('conflict', 'This was started a moment ago. Look at the session that is already open.')
  }
}

/**
 * On the provider's page a login cannot be stopped any more, so the budget is asked before the page is opened. Our form
 * asks when it is sent; but no live session is ended for a form that may send nothing.
 */
async function checkBudget(tx: Tx, ctx: Ctx, account: ProviderAccountRow, input: NewSession): Promise<void> {
  const subject = await subjectOf(tx, ctx, input)
  if (!isLoginMode(modeOf(account, input))) await allowLogin(tx, ctx, subject)
  else if (input.takesOver) await requireLogin(tx, ctx, subject)
}

async function findByForm(tx: Tx, ctx: Ctx, idempotencyKey: string): Promise<LinkSessionRow | undefined> {
  const [row] = await tx
    .select()
    .from(linkSessions)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.idempotencyKey, idempotencyKey)))
  return row
}

/** Writes the row of a new session within the caller's transaction. */
export async function insertLinkSession(
  tx: Tx,
  ctx: Ctx,
  account: ProviderAccountRow,
  input: NewSession,
): Promise<LinkSessionRow> {
  const now = ctx.now()
  const id = crypto.randomUUID()
  const [row] = await tx
    .insert(linkSessions)
    .values({
      id,
      agencyId: ctx.agency.id,
      providerAccountId: account.id,
      provider: account.provider,
      mode: modeOf(account, input),
      purpose: input.purpose,
      state: 'created',
      creatorId: input.creatorId,
      connectionId: input.connectionId,
      referenceId: randomToken(),
      idempotencyKey: input.idempotencyKey,
      ...bindBrowser(input.browser, id),
      initiatedBy: actorId(ctx),
      inviteId: input.inviteId ?? null,
      country: input.geolocation?.country ?? null,
      region: input.geolocation?.state ?? null,
      city: input.geolocation?.city ?? null,
      note: input.note,
      createdAt: now,
      stateChangedAt: now,
      nextPollAt: new Date(now.getTime() + LOST_MS),
      expiresAt: new Date(now.getTime() + FIRST_HOUR),
    })
    .returning()
  if (!row) throw new Error('insert returned no row')
  await addEvent(tx, ctx, {
    kind: 'session.started',
    linkSessionId: id,
    connectionId: input.connectionId,
    inviteId: input.inviteId ?? null,
    data: { purpose: input.purpose },
  })
  await audit(tx, ctx, {
    action: `link_session.start`,
    targetType: 'link_session',
    targetId: id,
    after: { purpose: input.purpose, creatorId: input.creatorId, connectionId: input.connectionId },
  })
  return row
}

/** Throws `provider_unset` when the account offers no mode for this. */
function modeOf(account: ProviderAccountRow, input: NewSession): LinkMode {
  const mode = chooseMode(adapterOf(account).capabilities, input.purpose, input.surface, input.askedMode)
  if (mode) return mode
  throw new AppError(
    'provider_unset',
    'This provider account is not set up for this way of logging in. An admin can see why in the settings.',
  )
}

/** In a login mode the provider is asked when the form is sent, so the row opens by itself. */
async function openForm(ctx: Ctx, row: LinkSessionRow): Promise<Started> {
  await inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (locked) await moveLinkSession(tx, ctx, locked, 'open', { openedAt: ctx.now(), nextPollAt: null })
  })
  return { linkSessionId: row.id, mode: row.mode, url: null }
}

/** Opens a fresh row: asks the provider for its page and stores what it answered, or shows our own form. */
export async function callInit(
  ctx: Ctx,
  row: LinkSessionRow,
  account: ProviderAccountRow,
  input: Pick<NewSession, 'providerConnectionId' | 'geolocation'>,
): Promise<Started> {
  if (isLoginMode(row.mode)) return openForm(ctx, row)
  try {
    const started = await adapterOf(account).startSession({
      mode: row.mode,
      redirectUrl: `${env().APP_ORIGIN}/api/link/callback/${account.provider}`,
      referenceId: row.referenceId,
      connectionId: input.providerConnectionId ?? undefined,
      geolocation: input.geolocation ?? undefined,
    })
    const sealed = sealProviderSession(row, { url: started.url, clientSecret: started.clientSecret })
    const state = await inAgency(ctx, async (tx) => {
      const locked = await lockLinkSession(tx, ctx, row.id)
      if (!locked) return null
      return moveLinkSession(tx, ctx, locked, 'open', {
        providerSessionSealed: sealed,
        openedAt: ctx.now(),
        nextPollAt: null,
        expiresAt: started.expiresAt,
      })
    })
    await noteProviderHealth(ctx, account.id, null)
    await clearMisconfigured(ctx, account.id)
    // Taken over while the provider was being asked: nobody is sent there any more.
    if (state !== 'open') return { linkSessionId: row.id, mode: row.mode, url: null }
    return { linkSessionId: row.id, mode: row.mode, url: started.url }
  } catch (error) {
    await failInit(ctx, row.id, account.id, error)
    throw error
  }
}

async function failInit(ctx: Ctx, linkSessionId: string, accountId: string, error: unknown): Promise<void> {
  logger.warn({ err: error, linkSessionId, requestId: ctx.requestId }, 'link init')
  const code = error instanceof ProviderError ? (error.detail ?? error.kind) : 'internal'
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (row) await moveLinkSession(tx, ctx, row, 'fail', { outcomeCode: code })
  })
  await noteProviderHealth(ctx, accountId, error)
}
