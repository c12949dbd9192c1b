import type { ReactNode } from 'react'
import { loadAccount } from '../load-account'

type Props = { params: Promise<{ agency: string; id: string }>; children: ReactNode }

/** Above the loading state, so that what does not exist is answered with the status 404. */
export default async function ProviderAccountLayout({ params, children }: Props) {
  const { agency, id } = await params
  await loadAccount(agency, id)
  return children
}
