'use client'

import { Ellipsis, Send } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { type ShareActions, ShareInvite } from '@/components/invites/share-invite'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import type { AskedItem as Item } from '@/lib/attention/items'
import { AttentionRow, RowFacts } from './attention-row'
import { InviteSubject } from './invite-subject'

/** A creator whose link no longer works, and who asked for another: give her one, or set it aside. */
export function AskedItem({
  slug,
  item,
  answer,
  share,
}: {
  slug: string
  item: Item
  answer: AgencyAction<{ inviteId: string | null }>
  share: ShareActions
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, answer)
  const [inviteId, setInviteId] = useState<string | null>(null)
  const give = (kind: 'new_link' | 'set_aside') =>
    run(
      { inviteId: item.inviteId, answer: kind },
      {
        onDone: (done) => setInviteId(done.inviteId),
        onError: (error) =>
          toast.show({ tone: 'danger', title: error.message, description: `Reference ${error.reference}` }),
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
          <ShareInvite
            slug={slug}
            inviteId={inviteId}
            title={`A link for ${item.creatorName}`}
            intro="This link works again."
            actions={share}
            onClose={() => setInviteId(null)}
          />
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
          <Link className="link" href={path} prefetch={false}>
            Asked
          </Link>{' '}
          <RelativeTime at={item.since} />
        </span>
        <span>Must act: team</span>
      </RowFacts>
    </AttentionRow>
  )
}
