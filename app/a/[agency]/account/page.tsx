import type { Metadata } from 'next'
import { signOutAction } from '@/app/(auth)/actions'
import { PasswordForm } from '@/components/account/password-form'
import { SecondFactor } from '@/components/account/second-factor'
import { SessionList } from '@/components/account/session-list'
import { NoticePreferences } from '@/components/notices/notice-preferences'
import { SignOutButton } from '@/components/shell/sign-out-button'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { currentMemberships, currentUser, owesSecondFactor } from '@/lib/auth/current-user'
import { getAccountSessions, getOwnSecondFactor } from '@/lib/auth/get-account'
import { getNoticePreferences } from '@/lib/notices/preferences'
import { roleLabel } from '@/lib/team/words'
import { requireMember } from '../context'
import { setNoticePreferencesAction } from '../notices/actions'
import {
  changePasswordAction,
  confirmTotpAction,
  endAllSessionsAction,
  endSessionAction,
  renewRecoveryCodesAction,
  startTotpAction,
  turnOffTotpAction,
} from './actions'

export const metadata: Metadata = { title: 'Account' }

type Props = { params: Promise<{ agency: string }> }

export default async function AccountPage({ params }: Props) {
  const { agency: slug } = await params
  const ctx = await requireMember(slug, `/a/${slug}/account`)
  const user = await currentUser()
  if (!user) return null
  const [memberships, sessions, factor, owed, preferences] = await Promise.all([
    currentMemberships(),
    getAccountSessions(user, new Date()),
    getOwnSecondFactor(user),
    owesSecondFactor(ctx),
    getNoticePreferences(ctx),
  ])
  return (
    <>
      <PageHeader title="Account" description="Your own sign-in, in every agency you belong to." />
      <div className="flex max-w-3xl flex-col gap-4 md:gap-6">
        <Card>
          <div className="flex flex-wrap items-center gap-4">
            <Avatar src={null} name={user.name} size={48} />
            <div className="min-w-0 flex-1 basis-48">
              <p className="text-lg font-semibold">{user.name}</p>
              <p className="text-ink-2">{user.email}</p>
            </div>
            <SignOutButton action={signOutAction} />
          </div>
          <ul className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
            {memberships.map((entry) => (
              <li key={entry.slug} className="flex items-center gap-2.5">
                <span className="min-w-0 truncate">{entry.agencyName}</span>
                <Badge>{roleLabel(entry.role, false)}</Badge>
              </li>
            ))}
          </ul>
        </Card>
        <Card title="Two-step sign-in" description="A code from your phone, after the password.">
          <SecondFactor
            factor={factor}
            requiredBy={owed ? ctx.agency.name : null}
            actions={{
              start: startTotpAction,
              confirm: confirmTotpAction,
              turnOff: turnOffTotpAction,
              renew: renewRecoveryCodesAction,
            }}
          />
        </Card>
        {!owed && (
          <NoticePreferences
            slug={slug}
            agencyName={ctx.agency.name}
            preferences={preferences}
            action={setNoticePreferencesAction}
          />
        )}
        <Card
          title="Where you are signed in"
          description="A session ends after an hour without use, and after a day at the latest."
          flush
        >
          <SessionList sessions={sessions} endSession={endSessionAction} endAll={endAllSessionsAction} />
        </Card>
        <Card
          title="Change password"
          description="Every other browser is signed out. This one stays signed in."
        >
          <PasswordForm action={changePasswordAction} email={user.email} />
        </Card>
      </div>
    </>
  )
}
