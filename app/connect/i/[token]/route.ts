import { answerLink } from '@/lib/connect/cookie'
import { newBrowserCookie } from '@/lib/link-sessions/browser-cookie'

/** A creator's link. HEAD is answered in the same way. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }) {
  return answerLink((await params).token, await newBrowserCookie())
}
