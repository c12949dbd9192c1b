import type { Metadata } from 'next'
import { signOutAction } from '@/app/(auth)/actions'
import { PlainPage } from '@/components/shell/plain-page'
import { JoinAsMe } from '@/components/team/join-as-me'
import { JoinForm } from '@/components/team/join-form'
import { LinkButton } from '@/components/ui/link-button'
import { type Invitation, readInvitation } from '@/lib/team/join'
import { ROLE_WORDS, roleLabel } from '@/lib/team/words'
import { joinAsMeAction, joinAsNewAction } from './actions'

// Not `no-referrer`: browsers then send no Origin with a form, and our own form would be refused.
export const metadata: Metadata = { title: 'Join a team', referrer: 'same-origin' }

const OVER: Record<
  Exclude<Invitation['state'], 'pending'>,
  (from: string) => [title: string, text: string]
> = {
  accepted: (from) => [
    'This invitation was accepted already',
    `It works once. If it was you, sign in. If not, tell ${from}.`,
  ],
  revoked: (from) => [
    'This invitation was withdrawn',
    `It cannot be accepted any more. Ask ${from} if that is a mistake.`,
  ],
  expired: (from) => [
    'This invitation has expired',
    `It was good for seven days. Ask ${from} for a new one.`,
  ],
}

export default async function JoinPage() {
  const invitation = await readInvitation()
  if (!invitation)
    return (
      <PlainPage
        title="This invitation is not valid"
        description="Open the link exactly as you got it, in this browser. If it still does not work, ask for a new one."
      />
    )
  const { agency, me, state, inviter, role } = invitation
  const from = inviter ?? `somebody at ${agency.name}`
  if (me?.role && me.role !== 'creator')
    return (
      <PlainPage
        title="You are in this team already"
        description={`${me.email} is ${ROLE_WORDS[me.role].label.toLowerCase()} at ${agency.name}. The invitation changes nothing about that.`}
      >
        <LinkButton href={`/a/${agency.slug}`} variant="primary" className="w-full">
          Open {agency.name}
        </LinkButton>
      </PlainPage>
    )
  if (state !== 'pending') {
    const [title, text] = OVER[state](from)
    return (
      <PlainPage title={title} description={text}>
        {!me && (
          <LinkButton href="/sign-in" className="w-full">
            Sign in
          </LinkButton>
        )}
      </PlainPage>
    )
  }
  return (
    <PlainPage
      title={`Join ${agency.name}`}
      description={
        <>
          {inviter ? `${inviter} invites you` : 'You are invited'} into the team as{' '}
          <strong className="font-semibold text-ink">
            {roleLabel(role, invitation.assignedOnly).toLowerCase()}
          </strong>
          . {ROLE_WORDS[role].may}
        </>
      }
    >
      {me ? (
        <JoinAsMe me={me} agency={agency.name} action={joinAsMeAction} signOut={signOutAction} />
      ) : (
        <JoinForm email={invitation.email} action={joinAsNewAction} />
      )}
    </PlainPage>
  )
}
