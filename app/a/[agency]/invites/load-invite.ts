import 'server-only'
import { cache } from 'react'
import { notFound } from '@/lib/errors'
import { getInvite } from '@/lib/invites/get-invite'
import { orNotFound, requireContext, requireId } from '../context'

/** The invite of a page with the viewer's context; read once for layout, title and page. */
export const loadInvite = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/invites/${id}`)
  const target = { type: 'invite', id: requireId(id) }
  const read = async () => {
    const invite = await getInvite(ctx, target.id)
    if (!invite) throw notFound('invite')
    return invite
  }
  return { ctx, invite: await orNotFound(read(), { ctx, target }) }
})
