import { databaseAnswers } from '@/lib/system/check-database'

export const dynamic = 'force-dynamic'

/** For load balancers and the launcher: is this process able to serve? */
export async function GET(): Promise<Response> {
  const ok = await databaseAnswers(2_000)
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
