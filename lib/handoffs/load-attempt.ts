import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { inAgency } from '../auth/context'
import { outcomeKey } from '../connect/outcome-words'
import { pageLanguage } from '../connect/page-language'
import { resultOf } from '../connect/sessions'
import type { Asker, ShownAccount } from '../connect/view'
import { readLogoPath } from '../creator-page/read-logo-path'
import type { Locale } from '../i18n/locales'
import type { LinkSessionRow } from '../link-sessions/move'
import { attemptViewOf } from '../login/attempt-view'
import type { AttemptView } from '../login/view'
import { PROVIDER_NAMES } from '../providers/words'
import { currentHandoff, type HandoffVisit } from './handoff-visit'

type Common = { language: Locale; asker: Asker; providerName: string; purpose: 'connect' | 'reconnect' }

/** What a browser that joined an attempt sees: that attempt, and nothing else. */
export type JoinedView =
  /** Nothing is joined (any more): never was, taken back, or somebody else did. */
  | { step: 'unknown'; language: Locale; asker: null }
  | (Common & { step: 'login' | 'challenge' | 'working'; attempt: AttemptView })
  /** The provider says done, and Patchbay asks whether it is true. */
  | (Common & { step: 'checking' })
  /** Done; `account` is null while the team still looks at it. */
  | (Common & { step: 'receipt'; account: ShownAccount | null })
  /** It ended without a connection; `outcome` is a key of the `words` messages, null when its time ran out. */
  | (Common & { step: 'over'; outcome: string | null })

/** The attempt that this browser joined, read anew each time. */
export async function loadJoinedView(): Promise<JoinedView> {
  const language = await pageLanguage()
  const visit = await currentHandoff()
  return (visit && (await joinedView(visit, language))) ?? { step: 'unknown', language, asker: null }
}

/** The view of one visit; null when its attempt is not there. */
export async function joinedView(visit: HandoffVisit, language: Locale): Promise<JoinedView | null> {
  const { ctx, linkSessionId } = visit
  const found = await inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(linkSessions)
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId)))
    return row && { row, attempt: await attemptViewOf(tx, visit, row) }
  })
  if (!found) return null
  const { row, attempt } = found
  const common: Common = {
    language,
    asker: { agencyName: ctx.agency.name, personName: null, logoUrl: await readLogoPath(ctx) },
    providerName: PROVIDER_NAMES[row.provider],
    purpose: row.purpose,
  }
  if (attempt)
    return { ...common, step: attempt.form ? 'login' : attempt.challenge ? 'challenge' : 'working', attempt }
  if (row.state === 'verifying') return { ...common, step: 'checking' }
  if (row.state === 'completed' || row.state === 'needs_review')
    return { ...common, step: 'receipt', account: await accountOf(visit, row) }
  return { ...common, step: 'over', outcome: outcomeKey(row.state, row.outcomeCode) }
}

async function accountOf({ ctx }: HandoffVisit, row: LinkSessionRow): Promise<ShownAccount | null> {
  const found = await resultOf(ctx, row)
  return found && { username: found.username, displayName: found.displayName, avatarUrl: found.avatarUrl }
}
