import { openCreatorStream } from '@/lib/live/open-stream'

export const dynamic = 'force-dynamic'

/** That something of hers changed, for a creator's open pages. */
export function GET(request: Request): Promise<Response> {
  return openCreatorStream(request)
}
