import { Send, Share2 } from 'lucide-react'
import type { InviteItem } from '@/lib/invites/list-invites'
import type { AgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { LinkButton } from '../ui/link-button'
import { ExtendButton } from './extend-button'
import { PauseButton } from './pause-button'
import { SendAgainButton } from './send-again-button'
import type { ShareActions } from './share-invite'

export type RowActions = ShareActions & {
  resume: AgencyAction<void>
  extend: AgencyAction<unknown>
}

/** The one thing to do next with an invite. */
export function NextAction({
  slug,
  item,
  actions,
  onShare,
}: {
  slug: string
  item: InviteItem
  actions: RowActions
  onShare: (inviteId: string) => void
}) {
  const whom = { slug, inviteId: item.id, creatorName: item.creator.name }
  if (item.state === 'open' && item.mail?.status === 'failed' && item.mailTo)
    return <SendAgainButton slug={slug} inviteId={item.id} mailTo={item.mailTo} action={actions.mail} />
  if (item.state === 'open')
    return (
      <Button size="sm" onClick={() => onShare(item.id)}>
        <Share2 aria-hidden />
        Share<span className="sr-only"> the invite of {item.creator.name}</span>
      </Button>
    )
  if (item.state === 'paused') return <PauseButton {...whom} paused size="sm" action={actions.resume} />
  if (item.state === 'expired')
    return <ExtendButton {...whom} expired expiresAt={item.expiresAt} size="sm" action={actions.extend} />
  if (item.askedAgainAt)
    return (
      <LinkButton href={`/a/${slug}/invites/new?creator=${item.creator.id}`} size="sm">
        <Send aria-hidden />
        New invite<span className="sr-only"> for {item.creator.name}</span>
      </LinkButton>
    )
  return (
    <LinkButton href={`/a/${slug}/invites/${item.id}`} size="sm" variant="ghost">
      Open<span className="sr-only"> the invite of {item.creator.name}</span>
    </LinkButton>
  )
}
