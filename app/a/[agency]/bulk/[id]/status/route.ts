import { z } from 'zod'
import { agencyContext } from '@/lib/auth/current-user'
import { getBulkProgress } from '@/lib/bulk/get-bulk'
import { AppError } from '@/lib/errors'

const HEADERS = { 'cache-control': 'no-store' }
const NOTHING = () => Response.json({ error: 'not_found' }, { status: 404, headers: HEADERS })

type Context = { params: Promise<{ agency: string; id: string }> }

/**
 * How far a job is, for the page that follows it: `{state, counts}`. Signed out, another agency's job and an unknown
 * one get the same 404.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { agency, id } = await params
  const ctx = await agencyContext(agency)
  if (!ctx || !z.uuid().safeParse(id).success) return NOTHING()
  try {
    return Response.json(await getBulkProgress(ctx, id), { headers: HEADERS })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden'))
      return NOTHING()
    throw error
  }
}
