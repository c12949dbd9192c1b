import 'server-only'
import { cache } from 'react'
import { getConnection } from '@/lib/connections/get-connection'
import { orNotFound, requireContext, requireId } from '../context'

/** The connection of a page with the viewer's context; read once for layout, title and page. */
export const loadConnection = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/connections/${id}`)
  const target = { type: 'connection', id: requireId(id) }
  return { ctx, connection: await orNotFound(getConnection(ctx, target.id), { ctx, target }) }
})
