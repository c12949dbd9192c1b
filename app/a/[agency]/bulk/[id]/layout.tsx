import type { ReactNode } from 'react'
import { loadBulk } from '../load-bulk'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that what does not exist is answered with the status 404. */
export default async function BulkJobLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadBulk(agency, id)
  return children
}
