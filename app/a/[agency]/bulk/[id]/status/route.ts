import { z } from 'zod'
import { agencyContext } from '@/lib/auth/current-user'
import { getBulkProgress } from '@/lib/bulk/get-bulk'
import { progressVersion } from '@/lib/bulk/words'
import { AppError, type ErrorCode } from '@/lib/errors'

const HEADERS = { 'cache-control': 'no-store' }
const REFUSALS: ErrorCode[] = ['not_found', 'forbidden', 'second_factor_required']
const NOTHING = () => Response.json({ error: 'not_found' }, { status: 404, headers: HEADERS })

type Context = { params: Promise<{ agency: string; id: string }> }

/**
 * How far a job is, for a page that has no stream: `{state, version}`, where the version is made of its counts. Signed out, another agency's job and an unknown
 * one get the same 404.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { agency, id } = await params
  try {
    const ctx = await agencyContext(agency)
    if (!ctx || !z.uuid().safeParse(id).success) return NOTHING()
    const { state, counts } = await getBulkProgress(ctx, id)
    return Response.json({ state, version: progressVersion(counts) }, { headers: HEADERS })
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) return NOTHING()
    throw error
  }
}
