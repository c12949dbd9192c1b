import { RelativeTime } from '@/components/ui/relative-time'
import type { AskedInvite } from '@/lib/diagnosis/facts'
import { PageLink } from '../ui/page-link'

/** How far the creator is with the link that she was given. */
export function AskedLine({
  slug,
  invite,
  creatorName,
}: {
  slug: string
  invite: AskedInvite
  creatorName: string
}) {
  const how = invite.started ? 'she began it' : invite.opened ? 'she opened it' : 'not opened yet'
  return (
    <span>
      <PageLink href={`/a/${slug}/invites/${invite.inviteId}`} className="link">
        Asked <bdi>{creatorName}</bdi>
      </PageLink>{' '}
      <RelativeTime at={invite.askedAt} /> · {how}
    </span>
  )
}
