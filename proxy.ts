import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './lib/system/security-headers'

/**
 * Gives each page its Content-Security-Policy with a fresh nonce. A convenience, not a wall: who may see what is
 * checked in every page, action and route, and the tests run with this file removed.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  // A layout is not told its path; sign-in wants it to come back to. It is parsed before any use.
  headers.set('x-patchbay-path', request.nextUrl.pathname)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: [{ source: '/((?!_next/static|api/|icon.svg|favicon.ico).*)' }],
}
