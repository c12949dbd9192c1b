import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PlainPage } from '@/components/shell/plain-page'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { currentMemberships, currentUser } from '@/lib/auth/current-user'
import { signOutAction } from './(auth)/actions'

export const metadata: Metadata = { title: 'No agency' }

/** The front door: to the first agency, to a creator's own page, or to the sign-in page. */
export default async function FrontPage() {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  const memberships = await currentMemberships()
  const agency = memberships.find((entry) => entry.role !== 'creator')
  if (agency) redirect(`/a/${agency.slug}`)
  if (memberships.length > 0) redirect('/connect/mine')
  return (
    <PlainPage
      title="You belong to no agency"
      description={`You are signed in as ${user.email}, but no agency has you on its team. Ask an owner or admin of your agency to add you.`}
    >
      <SignOutButton action={signOutAction} />
    </PlainPage>
  )
}
