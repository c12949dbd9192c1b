import type { NextRequest } from 'next/server'
import { requestFacts } from '@/lib/auth/request-facts'
import { readBrowser } from '@/lib/link-sessions/browser-cookie'
import { handleCallback, NEUTRAL_PATH } from '@/lib/link-sessions/handle-callback'
import { PROVIDER_IDS } from '@/lib/providers/types'
import { appDb, systemDb } from '@/lib/system/db'

/** Where every provider sends the browser back. The answer is always 303 to one of our own clean paths. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }) {
  const { provider: name } = await params
  const provider = PROVIDER_IDS.find((id) => id === name)
  const { requestId, address } = await requestFacts()
  const query = request.nextUrl.searchParams
  const parts = {
    query,
    browser: await readBrowser(),
    appDb: appDb(),
    systemDb: systemDb(),
    requestId,
    address,
  }
  const path = provider ? await handleCallback({ provider, ...parts, now: () => new Date() }) : NEUTRAL_PATH
  return new Response(null, {
    status: 303,
    headers: { location: path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })
}
