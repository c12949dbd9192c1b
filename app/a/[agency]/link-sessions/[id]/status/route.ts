import { z } from 'zod'
import { agencyContext } from '@/lib/auth/current-user'
import { AppError, type ErrorCode } from '@/lib/errors'
import { getLinkSession } from '@/lib/link-sessions/get-link-session'

const HEADERS = { 'cache-control': 'no-store' }
const REFUSALS: ErrorCode[] = ['not_found', 'forbidden', 'second_factor_required']
const NOTHING = () => Response.json({ error: 'not_found' }, { status: 404, headers: HEADERS })

type Context = { params: Promise<{ agency: string; id: string }> }

/**
 * Where a session stands, for the page that follows it: `{state, version}`, where the version is the time of the
 * last change. Signed out, another agency's session and an unknown one get the same 404.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { agency, id } = await params
  try {
    const ctx = await agencyContext(agency)
    if (!ctx || !z.uuid().safeParse(id).success) return NOTHING()
    const { state, stateChangedAt } = await getLinkSession(ctx, { linkSessionId: id, browser: null })
    return Response.json({ state, version: stateChangedAt.toISOString() }, { headers: HEADERS })
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) return NOTHING()
    throw error
  }
}
