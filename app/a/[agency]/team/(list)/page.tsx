import type { Metadata } from 'next'
import { LivePage } from '@/components/live/live-page'
import { InvitationList } from '@/components/team/invitation-list'
import { InviteButton } from '@/components/team/invite-button'
import { MemberList } from '@/components/team/member-list'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/auth/permissions'
import { listMembers } from '@/lib/team/list-members'
import { listTeamInvites } from '@/lib/team/list-team-invites'
import { TEAM_ROLES } from '@/lib/team/words'
import { requireContext } from '../../context'
import {
  inviteMemberAction,
  resendTeamInviteAction,
  revokeTeamInviteAction,
  showTeamInviteLinkAction,
} from '../actions'

export const metadata: Metadata = { title: 'Team' }

const INVITATION_ACTIONS = {
  showLink: showTeamInviteLinkAction,
  resend: resendTeamInviteAction,
  revoke: revokeTeamInviteAction,
}

export default async function TeamPage({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/team`)
  const manages = may(ctx, 'team.manage')
  const [members, invites] = await Promise.all([listMembers(ctx), manages ? listTeamInvites(ctx) : []])
  const active = members.filter((member) => !member.deactivatedAt)
  const left = members.filter((member) => member.deactivatedAt)
  const roles = TEAM_ROLES.filter((role) => role !== 'owner' || may(ctx, 'team.manage_owners'))
  return (
    <>
      <LivePage topics={['team']} />
      <PageHeader
        title="Team"
        description="Who works here and what each may do. Creators are not part of it."
        actions={manages && <InviteButton slug={slug} roles={roles} action={inviteMemberAction} />}
      />
      <div className="flex flex-col gap-4 md:gap-6">
        <Card flush className="overflow-hidden">
          <MemberList slug={slug} members={active} />
        </Card>
        {invites.length > 0 && (
          <Card flush title="Invitations" description="Each can be accepted once, within seven days.">
            <InvitationList slug={slug} items={invites} actions={INVITATION_ACTIONS} />
          </Card>
        )}
        {left.length > 0 && manages && (
          <Card flush title="Deactivated" description="Their names stay in the history.">
            <MemberList slug={slug} members={left} />
          </Card>
        )}
      </div>
    </>
  )
}
