import { keepResetToken } from '@/lib/auth/reset-cookie'

/**
 * What a reset link opens: keeps its token in a cookie and leads to a clean address. Uses nothing up, so a mail scanner
 * or a chat preview does no harm.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  await keepResetToken((await params).token)
  return new Response(null, {
    status: 303,
    headers: { location: '/reset', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })
}
