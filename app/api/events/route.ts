import { openStaffStream } from '@/lib/live/open-stream'

export const dynamic = 'force-dynamic'

/** What changes in one agency, for the console's open pages: server-sent events with topics and nothing else. */
export function GET(request: Request): Promise<Response> {
  return openStaffStream(request, new URL(request.url).searchParams.get('agency') ?? '')
}
