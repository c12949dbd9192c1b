'use client'

import { Send } from 'lucide-react'
import { useState } from 'react'
import { type ShareActions, ShareInvite } from '@/components/invites/share-invite'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MailItem as Item } from '@/lib/attention/items'
import { mailProblemWords } from '@/lib/mail/words'
import { AttentionRow, RowFacts } from './attention-row'
import { InviteSubject } from './invite-subject'

/** A link whose mail did not arrive: send it again, or in another way. */
export function MailItem({ slug, item, share }: { slug: string; item: Item; share: ShareActions }) {
  const [open, setOpen] = useState(false)
  return (
    <AttentionRow
      subject={
        <InviteSubject href={`/a/${slug}/invites/${item.inviteId}`} creatorName={item.creatorName} />
      }
      actions={
        <>
          <Button size="sm" onClick={() => setOpen(true)}>
            <Send aria-hidden />
            Send another way<span className="sr-only"> to {item.creatorName}</span>
          </Button>
          <ShareInvite
            slug={slug}
            inviteId={open ? item.inviteId : null}
            title={`The link for ${item.creatorName}`}
            actions={share}
            onClose={() => setOpen(false)}
          />
        </>
      }
    >
      <p className="text-pretty text-ink">
        {item.problem ? mailProblemWords(item.problem).detail : 'The mail server did not take the mail.'}
      </p>
      <RowFacts>
        <span className="break-all">To {item.to}</span>
        <span>
          Tried <RelativeTime at={item.since} />
        </span>
        <span>Must act: team</span>
      </RowFacts>
    </AttentionRow>
  )
}
