import 'server-only'
import { inAgency } from '../auth/context'
import { resumeUrl } from '../link-sessions/resume'
import { connectView } from './load-view'
import { ownSession } from './sessions'
import type { Visit } from './visit'

/**
 * The provider's page that this browser was sent to, while it is open; null when there is none. Asks nobody and makes
 * nothing, so that a link may lead here.
 */
export async function goOnUrl(visit: Visit): Promise<string | null> {
  const { ctx, browser } = visit
  const { step } = await connectView(visit)
  if (!browser || step !== 'away') return null
  const own = await inAgency(ctx, (tx) => ownSession(tx, ctx, visit.inviteId, browser))
  return own && own.expiresAt > ctx.now() ? resumeUrl(own, browser) : null
}
