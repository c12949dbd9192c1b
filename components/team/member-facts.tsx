import type { MemberItem } from '@/lib/team/list-members'
import { roleLabel } from '@/lib/team/words'
import { FactLine, Facts } from '../connections/facts'
import { Card } from '../ui/card'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'

/** What the team knows of one of its people. */
export function MemberFacts({ slug, member }: { slug: string; member: MemberItem }) {
  return (
    <Card title="About">
      <Facts>
        <FactLine label="Role">{roleLabel(member.role, member.assignedOnly)}</FactLine>
        <FactLine label="In the team since">
          <RelativeTime at={member.joinedAt} />
        </FactLine>
        {member.deactivatedAt && (
          <FactLine label="Deactivated">
            <RelativeTime at={member.deactivatedAt} />
          </FactLine>
        )}
        {member.signs && (
          <>
            <FactLine label="Last seen">
              <RelativeTime at={member.signs.lastSeenAt} empty="Not seen lately" />
            </FactLine>
            <FactLine label="Two-step sign-in">{member.signs.secondFactor ? 'On' : 'Off'}</FactLine>
          </>
        )}
        {member.disabled && <FactLine label="Account">Switched off by whoever runs Patchbay</FactLine>}
        <FactLine label="Looks after">
          {member.connections} {member.connections === 1 ? 'connection' : 'connections'}
        </FactLine>
        <FactLine label="What they did">
          <PageLink href={`/a/${slug}/audit?actor=${member.userId}`} className="link">
            In the audit log
          </PageLink>
        </FactLine>
      </Facts>
    </Card>
  )
}
