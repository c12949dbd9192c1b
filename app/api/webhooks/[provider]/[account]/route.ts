import { requestFacts } from '@/lib/auth/request-facts'
import { appDb, systemDb } from '@/lib/system/db'
import { readBody } from '@/lib/webhooks/read-body'
import { takeWebhook } from '@/lib/webhooks/take-webhook'

export const runtime = 'nodejs'

const LIMITS = { bytes: 64 * 1024, ms: 5_000 }

/** Where providers send their webhooks. The signature over the raw bytes is who they are; the answer has no body. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ provider: string; account: string }> },
) {
  const { provider, account } = await params
  const { requestId, address } = await requestFacts()
  const status = await takeWebhook({
    provider,
    accountId: account,
    body: await readBody(request.body, request.headers.get('content-length'), LIMITS),
    headers: Object.fromEntries(request.headers),
    appDb: appDb(),
    systemDb: systemDb(),
    requestId,
    address,
    now: () => new Date(),
  })
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
}
