import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/(auth)/actions'
import { ConsoleShell } from '@/components/shell/console-shell'
import { countAttention, listProviderProblems } from '@/lib/attention/list-attention'
import { currentMemberships, currentUser } from '@/lib/auth/current-user'
import { demoProviderAddress } from '@/lib/system/demo'
import { requireContext } from './context'

type Props = { params: Promise<{ agency: string }>; children: ReactNode }

export default async function ConsoleLayout({ params, children }: Props) {
  const { agency: slug } = await params
  // A layout is not told the path; the proxy notes it, and the sign-in page parses it before any use.
  const path = (await headers()).get('x-patchbay-path') ?? undefined
  const ctx = await requireContext(slug, path)
  const [user, memberships, problems, attention] = await Promise.all([
    currentUser(),
    currentMemberships(),
    listProviderProblems(ctx),
    countAttention(ctx),
  ])
  return (
    <ConsoleShell
      agency={ctx.agency}
      agencies={memberships
        .filter((entry) => entry.role !== 'creator')
        .map((entry) => ({ slug: entry.slug, name: entry.agencyName }))}
      user={{ name: user?.name ?? '', email: user?.email ?? '' }}
      attention={attention}
      problems={problems}
      sandboxAddress={demoProviderAddress()}
      signOut={signOutAction}
    >
      {children}
    </ConsoleShell>
  )
}
