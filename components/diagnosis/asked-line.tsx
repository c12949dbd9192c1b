import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { AskedInvite } from '@/lib/diagnosis/facts'

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
      <Link href={`/a/${slug}/invites/${invite.inviteId}`} prefetch={false} className="link">
        Asked <bdi>{creatorName}</bdi>
      </Link>{' '}
      <RelativeTime at={invite.askedAt} /> · {how}
    </span>
  )
}
