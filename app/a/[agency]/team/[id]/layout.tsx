import type { ReactNode } from 'react'
import { loadMember } from './load-member'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that who does not exist is answered with the status 404. */
export default async function MemberLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadMember(agency, id)
  return children
}
