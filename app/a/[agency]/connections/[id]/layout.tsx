import type { ReactNode } from 'react'
import { loadConnection } from '../load-connection'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that what does not exist is answered with the status 404. */
export default async function ConnectionLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadConnection(agency, id)
  return children
}
