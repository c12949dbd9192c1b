import type { Metadata } from 'next'
import { NoPermission } from '@/components/shell/no-permission'
import { AssignmentsCard } from '@/components/team/assignments-card'
import { MemberFacts } from '@/components/team/member-facts'
import { MemberSteps } from '@/components/team/member-steps'
import { RoleForm } from '@/components/team/role-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { assignableInput, listAssignable } from '@/lib/team/list-assignable'
import { listMembers } from '@/lib/team/list-members'
import { TEAM_ROLES } from '@/lib/team/words'
import {
  assignCreatorAction,
  changeRoleAction,
  deactivateMemberAction,
  handOverAction,
  reactivateMemberAction,
  transferOwnershipAction,
} from '../actions'
import { getResetMailAction, issueResetAction, mailResetAction } from '../reset-actions'
import { loadMember } from './load-member'

type Props = {
  params: Promise<{ agency: string; id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const ACTIONS = {
  handOver: handOverAction,
  deactivate: deactivateMemberAction,
  reactivate: reactivateMemberAction,
  transfer: transferOwnershipAction,
  reset: { issue: issueResetAction, mail: mailResetAction, mailStatus: getResetMailAction },
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { member } = await loadMember(agency, id)
  return { title: member?.name ?? 'Team' }
}

export default async function MemberPage({ params, searchParams }: Props) {
  const { agency: slug, id } = await params
  const { ctx, member, isOwner } = await loadMember(slug, id)
  const back = { href: `/a/${slug}/team`, label: 'Team' }
  if (!member)
    return (
      <>
        <PageHeader title="Team" back={back} />
        <NoPermission slug={slug}>Only owners and admins change who is in the team.</NoPermission>
      </>
    )
  const { q } = assignableInput.parse(await searchParams)
  const limited = member.assignedOnly && !member.deactivatedAt
  const [members, assignable] = await Promise.all([
    listMembers(ctx),
    limited ? listAssignable(ctx, member.userId, q) : null,
  ])
  const colleagues = members
    .filter((one) => !one.deactivatedAt && !one.assignedOnly && one.userId !== member.userId)
    .map((one) => ({ id: one.userId, name: one.isMe ? `${one.name} (you)` : one.name }))
  const untouchable = member.role === 'owner' && !isOwner
  return (
    <>
      <PageHeader title={<bdi>{member.name}</bdi>} description={member.email} back={back} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {!member.deactivatedAt && !untouchable && (
            <Card title="Role" description="What is saved holds from their next click on.">
              <RoleForm
                key={`${member.role} ${member.assignedOnly}`}
                slug={slug}
                member={member}
                roles={TEAM_ROLES.filter((role) => role !== 'owner' || isOwner)}
                action={changeRoleAction}
              />
            </Card>
          )}
          {assignable && (
            <AssignmentsCard
              key={q ?? ''}
              slug={slug}
              userId={member.userId}
              name={member.name}
              q={q}
              {...assignable}
              action={assignCreatorAction}
            />
          )}
          {untouchable && (
            <Card title="Role">
              <p className="text-ink-2">{member.name} is an owner. Only another owner can change that.</p>
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <MemberFacts slug={slug} member={member} />
          {!untouchable && (member.connections > 0 || !member.isMe) && (
            <Card title="Steps">
              <MemberSteps
                slug={slug}
                member={member}
                colleagues={colleagues}
                actions={ACTIONS}
                canTransfer={isOwner && member.role !== 'owner'}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}
