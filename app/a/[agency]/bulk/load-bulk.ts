import 'server-only'
import { cache } from 'react'
import { getBulkProgress } from '@/lib/bulk/get-bulk'
import { orNotFound, requireContext, requireId } from '../context'

/** The viewer's context on the page of a job that they may see; asked once for layout and page. */
export const loadBulk = cache(async (slug: string, id: string) => {
  const ctx = await requireContext(slug, `/a/${slug}/bulk/${id}`)
  const target = { type: 'bulk_job', id: requireId(id) }
  await orNotFound(getBulkProgress(ctx, target.id), { ctx, target })
  return ctx
})
