import 'server-only'
import { cache } from 'react'
import { readBrowser } from '@/lib/link-sessions/browser-cookie'
import { getLinkSession } from '@/lib/link-sessions/get-link-session'
import { orNotFound, requireContext, requireId } from '../context'

/** The Link session of a page with the viewer's context; read once for layout, title and page. */
export const loadLinkSession = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/link-sessions/${id}`)
  const linkSessionId = requireId(id)
  const session = await orNotFound(getLinkSession(ctx, { linkSessionId, browser: await readBrowser() }), {
    ctx,
    target: { type: 'link_session', id: linkSessionId },
  })
  return { ctx, session }
})
