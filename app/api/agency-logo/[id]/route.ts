import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { logoPath } from '@/lib/settings/logo-path'
import { readLogo } from '@/lib/settings/read-logo'
import { appDb } from '@/lib/system/db'

type Context = { params: Promise<{ id: string }> }

/** Even if a browser could be led to open it as a page, nothing in it would run. */
const HARMLESS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'content-disposition': 'inline; filename="logo"',
}

const NOTHING = () => new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })

/** The agency's logo, for its members and for everybody whom it sent a link. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { id } = await params
  if (!z.uuid().safeParse(id).success) return NOTHING()
  const logo = await readLogo(appDb(), id)
  if (!logo) return NOTHING()
  // Only the address of this very picture may be kept: an older one is answered, but asked for again.
  const current = `${request.nextUrl.pathname}${request.nextUrl.search}` === logoPath(id, logo.updatedAt)
  return new Response(new Uint8Array(logo.image), {
    headers: {
      ...HARMLESS,
      'content-type': logo.contentType,
      'cache-control': current ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  })
}
