import 'server-only'
import { agencyContext, currentUser } from '../auth/current-user'
import { AppError } from '../errors'
import { systemDb } from '../system/db'
import { creatorViewer } from './creator-viewer'
import { creatorWays } from './creator-ways'
import { countStream, isFull, liveProcess } from './process'
import { staffViewer } from './staff-viewer'
import { streamResponse, type Viewer } from './stream'

const NO_STORE = { 'cache-control': 'no-store' }
const nothing = () => Response.json({ error: 'not_found' }, { status: 404, headers: NO_STORE })
/** Nothing to follow, and no reason to ask again. */
const silence = () => new Response(null, { status: 204, headers: NO_STORE })

/** The time from which on a browser wants to hear what it missed; null when it does not say. */
function sinceOf(request: Request): number | null {
  const text = new URL(request.url).searchParams.get('since') ?? ''
  return /^\d{13}$/.test(text) ? Number(text) : null
}

function open(request: Request, viewer: Viewer, who: string): Response {
  if (isFull())
    return Response.json({ error: 'busy' }, { status: 503, headers: { ...NO_STORE, 'retry-after': '30' } })
  let gone = () => {}
  const { hub } = liveProcess()
  const { signal } = request
  return streamResponse({ hub, viewer, signal, since: sinceOf(request), onClose: () => gone() }, (stream) => {
    gone = countStream(who, stream)
  })
}

/**
 * The stream of a member's browser for the agency with this slug. Signed out, no member and no such agency get the
 * same 404; who still owes a second factor hears nothing.
 */
export async function openStaffStream(request: Request, slug: string): Promise<Response> {
  try {
    const user = await currentUser()
    const ctx = await agencyContext(slug)
    if (!user || !ctx || ctx.actor.kind !== 'user') return nothing()
    const { actor } = ctx
    const viewer = staffViewer({ ...ctx, actor }, { sessionId: user.sessionId, systemDb: systemDb() })
    return open(request, viewer, `session ${user.sessionId} ${ctx.agency.id}`)
  } catch (error) {
    if (error instanceof AppError && error.code === 'second_factor_required') return silence()
    throw error
  }
}

/** The stream of a creator's browser: her link, her own pages. Without any of them there is nothing to hear. */
export async function openCreatorStream(request: Request): Promise<Response> {
  const { ways, name } = await creatorWays()
  if (ways.length === 0) return silence()
  const user = await currentUser()
  return open(request, creatorViewer(ways, user?.userId ?? null), `creator ${name}`)
}
