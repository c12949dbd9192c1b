import { loadSeen } from '@/lib/connect/seen'

/**
 * Whether the connect page would look different now: `{seen}`, for a page that has no stream. Never asks a
 * provider; a browser without a good link gets one and the same answer.
 */
export async function GET(): Promise<Response> {
  return Response.json({ seen: await loadSeen() }, { headers: { 'cache-control': 'no-store' } })
}
