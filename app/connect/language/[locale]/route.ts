import { languageCookie } from '@/lib/i18n/chosen-language'

type Context = { params: Promise<{ locale: string }> }

/** The pages that a choice of language may lead back to. */
const BACK = new Set(['/connect', '/connect/mine', '/connect/attempt'])

/** Keeps her choice of language in this browser and leads back; a plain link, so that it works without JavaScript. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const cookie = languageCookie((await params).locale)
  const asked = new URL(request.url).searchParams.get('back') ?? ''
  return new Response(null, {
    status: 303,
    headers: {
      location: BACK.has(asked) ? asked : '/connect',
      'cache-control': 'no-store',
      ...(cookie ? { 'set-cookie': cookie } : {}),
    },
  })
}
