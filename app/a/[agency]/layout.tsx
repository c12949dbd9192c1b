import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/(auth)/actions'
import { StepUpProvider } from '@/components/auth/step-up'
import { LiveStaff } from '@/components/live/live-staff'
import { ConsoleShell } from '@/components/shell/console-shell'
import { currentMemberships, currentUser, owesSecondFactor } from '@/lib/auth/current-user'
import { may } from '@/lib/auth/permissions'
import { readFrame } from '@/lib/live/frame'
import { demoProviderAddress } from '@/lib/system/demo'
import { stepUpAction } from './account/actions'
import { requireMember } from './context'

type Props = { params: Promise<{ agency: string }>; children: ReactNode }

export default async function ConsoleLayout({ params, children }: Props) {
  const { agency: slug } = await params
  // A layout is not told the path; the proxy notes it, and the sign-in page parses it before any use.
  const path = (await headers()).get('x-patchbay-path') ?? undefined
  const ctx = await requireMember(slug, path)
  const [user, memberships, frame] = await Promise.all([currentUser(), currentMemberships(), readFrame(ctx)])
  // Who must set up a second factor first hears nothing until then.
  const follows = (await owesSecondFactor(ctx)) ? null : user
  return (
    <StepUpProvider means={user?.hasSecondFactor ? 'code' : 'password'} action={stepUpAction}>
      {follows && <LiveStaff slug={ctx.agency.slug} userId={follows.userId} seen={frame.seen} />}
      <ConsoleShell
        agency={ctx.agency}
        agencies={memberships
          .filter((entry) => entry.role !== 'creator')
          .map((entry) => ({ slug: entry.slug, name: entry.agencyName }))}
        user={{ name: user?.name ?? '', email: user?.email ?? '' }}
        attention={frame.attention}
        unread={frame.unread}
        isAdmin={may(ctx, 'audit.read')}
        problems={frame.problems}
        sandboxAddress={demoProviderAddress()}
        signOut={signOutAction}
      >
        {children}
      </ConsoleShell>
    </StepUpProvider>
  )
}
