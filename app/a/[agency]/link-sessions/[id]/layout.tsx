import type { ReactNode } from 'react'
import { loadLinkSession } from '../load-link-session'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that what does not exist is answered with the status 404. */
export default async function LinkSessionLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadLinkSession(agency, id)
  return children
}
