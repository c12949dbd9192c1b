import { keepJoinToken } from '@/lib/team/join'

/**
 * The address of an invitation into a team. Opening it uses nothing up, whoever or whatever opens it: it keeps the token in
 * a cookie and leads to an address without it.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  await keepJoinToken((await params).token)
  return new Response(null, {
    status: 303,
    headers: { location: '/join', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })
}
