import type { ReactNode } from 'react'
import { loadInvite } from '../load-invite'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that what does not exist is answered with the status 404. */
export default async function InviteLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadInvite(agency, id)
  return children
}
