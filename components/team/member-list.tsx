import { ShieldCheck, ShieldOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MemberItem } from '@/lib/team/list-members'
import { roleLabel } from '@/lib/team/words'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { cx } from '../ui/cx'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'

const CELL = 'px-4 md:px-5'
const HEAD = `${CELL} font-medium`

/** The people of a team. With rights over the team each row leads to the person's page. */
export function MemberList({ slug, members }: { slug: string; members: MemberItem[] }) {
  const detailed = members.some((member) => member.signs !== null)
  return (
    <table className="w-full border-collapse text-left md:table-fixed">
      <thead className="text-sm text-muted max-md:sr-only">
        <tr className="h-10 border-b border-line">
          <th scope="col" className={HEAD}>
            Person
          </th>
          <th scope="col" className={`${HEAD} w-56`}>
            Role
          </th>
          <th scope="col" className={`${HEAD} w-32 max-lg:hidden`}>
            Looks after
          </th>
          {detailed && (
            <>
              <th scope="col" className={`${HEAD} w-40 max-lg:hidden`}>
                Two-step sign-in
              </th>
              <th scope="col" className={`${HEAD} w-36`}>
                Last seen
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {members.map((member) => (
          <Row key={member.userId} slug={slug} member={member} detailed={detailed} />
        ))}
      </tbody>
    </table>
  )
}

function Name({ slug, member, linked }: { slug: string; member: MemberItem; linked: boolean }): ReactNode {
  const name = <bdi>{member.name}</bdi>
  return (
    <span className="flex min-w-0 items-center gap-2">
      {linked ? (
        <PageLink href={`/a/${slug}/team/${member.userId}`} className="truncate after:absolute after:inset-0">
          {name}
        </PageLink>
      ) : (
        <span className="truncate">{name}</span>
      )}
      {member.isMe && <Badge>You</Badge>}
      {member.disabled && <Badge tone="danger">Account switched off</Badge>}
    </span>
  )
}

function Row({ slug, member, detailed }: { slug: string; member: MemberItem; detailed: boolean }) {
  return (
    <tr
      className={cx(
        'relative flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 py-2.5 md:table-row md:h-14 md:py-0',
        detailed && 'hover:bg-sunken',
      )}
    >
      <th scope="row" className={`${CELL} w-full font-medium md:w-auto`}>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar src={null} name={member.name} size={32} />
          <span className="min-w-0">
            <Name slug={slug} member={member} linked={detailed} />
            <span className="block truncate text-sm font-normal text-muted">{member.email}</span>
          </span>
        </span>
      </th>
      <td className="max-md:pl-15 md:px-5">
        <Role member={member} />
      </td>
      <td className={`${CELL} max-lg:hidden`}>
        {member.connections || <span className="text-muted">–</span>}
      </td>
      {detailed && (
        <>
          <td className={`${CELL} max-lg:hidden`}>
            <SecondFactor member={member} />
          </td>
          <td className="text-sm text-muted md:px-5">
            {member.signs ? (
              <>
                {member.signs.lastSeenAt && <span className="md:hidden">Seen </span>}
                <RelativeTime at={member.signs.lastSeenAt} empty="Not seen lately" />
              </>
            ) : (
              <>
                Left <RelativeTime at={member.deactivatedAt} />
              </>
            )}
          </td>
        </>
      )}
    </tr>
  )
}

function Role({ member }: { member: MemberItem }) {
  return (
    <>
      {roleLabel(member.role, false)}
      {member.assignedOnly && (
        <span className="text-sm text-muted md:block">
          <span className="md:hidden">, </span>
          {member.assigned} assigned {member.assigned === 1 ? 'creator' : 'creators'}
        </span>
      )}
    </>
  )
}

function SecondFactor({ member }: { member: MemberItem }) {
  if (!member.signs) return <span className="text-muted">–</span>
  return member.signs.secondFactor ? (
    <Badge tone="success" icon={<ShieldCheck aria-hidden />}>
      On
    </Badge>
  ) : (
    <Badge icon={<ShieldOff aria-hidden />}>Off</Badge>
  )
}
