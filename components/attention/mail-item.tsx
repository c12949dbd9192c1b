'use client'

import { Send } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MailItem as Item } from '@/lib/attention/items'
import { mailProblemWords } from '@/lib/mail/words'
import { AttentionRow, RowFacts } from './attention-row'
import { InviteSubject } from './invite-subject'
import { useShare } from './share-host'

/** A link whose mail did not arrive: send it again, or in another way. */
export function MailItem({ slug, item }: { slug: string; item: Item }) {
  const share = useShare()
  return (
    <AttentionRow
      subject={<InviteSubject href={`/a/${slug}/invites/${item.inviteId}`} creatorName={item.creatorName} />}
      actions={
        <Button
          size="sm"
          onClick={() => share({ inviteId: item.inviteId, title: `The link for ${item.creatorName}` })}
        >
          <Send aria-hidden />
          Send another way<span className="sr-only"> to {item.creatorName}</span>
        </Button>
      }
    >
      <p className="text-pretty text-ink">{mailProblemWords(item.problem).detail}</p>
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
