import { agencyContext } from '@/lib/auth/current-user'
import { AppError } from '@/lib/errors'
import { readFrame } from '@/lib/live/frame'

const HEADERS = { 'cache-control': 'no-store' }
const NOTHING = () => Response.json({ error: 'not_found' }, { status: 404, headers: HEADERS })

/**
 * `{seen}` of the frame around one agency's pages: most changes do not alter it, and the page inside need not be rendered
 * again for them. Signed out, no member and no such agency get the same 404.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await agencyContext(new URL(request.url).searchParams.get('agency') ?? '')
    return ctx ? Response.json({ seen: (await readFrame(ctx)).seen }, { headers: HEADERS }) : NOTHING()
  } catch (error) {
    if (error instanceof AppError && error.code === 'second_factor_required') return NOTHING()
    throw error
  }
}
