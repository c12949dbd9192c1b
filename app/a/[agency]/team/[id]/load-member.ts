import 'server-only'
import { cache } from 'react'
import { may } from '@/lib/auth/permissions'
import { notFound } from '@/lib/errors'
import { getMember } from '@/lib/team/list-members'
import { mayOpen, orNotFound, requireContext, requireId } from '../../context'

/** The person of a page with the viewer's context, read once for title and page. Null: the viewer may not see it. */
export const loadMember = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/team/${id}`)
  const userId = requireId(id)
  const member = await orNotFound(
    getMember(ctx, userId).then((found) => found ?? Promise.reject(notFound('person'))),
    { ctx, target: { type: 'user', id: userId } },
  )
  return {
    ctx,
    member: (await mayOpen(ctx, 'team.manage')) ? member : null,
    isOwner: may(ctx, 'team.manage_owners'),
  }
})
