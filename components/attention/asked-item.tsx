'use client'

import { Ellipsis, Send } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import type { AskedItem as Item } from '@/lib/attention/items'
import { AttentionRow, RowFacts } from './attention-row'
import { InviteSubject } from './invite-subject'
import { useShare } from './share-host'

/** A creator whose link no longer works, and who asked for another: give her one, or set it aside. */
export function AskedItem({
  slug,
  item,
  answer,
}: {
  slug: string
  item: Item
  answer: AgencyAction<{ inviteId: string | null }>
}) {
  const toast = useToast()
  const share = useShare()
  const { run, pending } = useAgencyAction(slug, answer)
  const give = (kind: 'new_link' | 'set_aside') =>
    run(
      { inviteId: item.inviteId, answer: kind },
      {
        onDone: ({ inviteId }) =>
          inviteId
            ? share({ inviteId, title: `A link for ${item.creatorName}`, intro: 'This link works.' })
            : toast.show({ tone: 'info', title: `Set aside: ${item.creatorName} got no new link` }),
        onError: toast.fail,
      },
    )
  const path = `/a/${slug}/invites/${item.inviteId}`
  return (
    <AttentionRow
      subject={<InviteSubject href={path} creatorName={item.creatorName} />}
      actions={
        <>
          <Button size="sm" pending={pending} onClick={() => give('new_link')}>
            {!pending && <Send aria-hidden />}
            Give a new link<span className="sr-only"> to {item.creatorName}</span>
          </Button>
          <Menu
            trigger={
              <Button size="sm" variant="ghost" aria-label={`More for ${item.creatorName}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <MenuItem onSelect={() => give('set_aside')}>Set aside without an answer</MenuItem>
          </Menu>
        </>
      }
    >
      <p className="text-pretty text-ink">
        {item.username
          ? `The link to reconnect @${item.username} no longer works.`
          : 'The link to connect an account no longer works.'}
      </p>
      <RowFacts>
        <span>
          Asked <RelativeTime at={item.since} />
        </span>
        <span>Must act: team</span>
      </RowFacts>
    </AttentionRow>
  )
}
