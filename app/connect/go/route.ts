import { goOnUrl } from '@/lib/connect/go-on'
import { currentVisit } from '@/lib/connect/visit'

/**
 * Leads this browser on to the provider's page that Continue opened for it. Its address stands in this answer's
 * header alone: in no page, and in no script. With nothing to go on with it leads back, where a press opens it anew.
 */
export async function GET(): Promise<Response> {
  const visit = await currentVisit()
  const url = visit && (await goOnUrl(visit))
  return new Response(null, {
    status: 303,
    headers: {
      location: url ?? '/connect?renew=1',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}
