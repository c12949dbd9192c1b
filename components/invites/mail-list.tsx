import { CircleCheck, Clock, type LucideIcon, MailX, MinusCircle } from 'lucide-react'
import type { InviteMail } from '@/lib/invites/get-invite'
import { type MailStatus, mailStatusWords } from '@/lib/mail/words'
import type { AgencyAction } from '../connections/use-agency-action'
import { Card } from '../ui/card'
import { cx } from '../ui/cx'
import { RelativeTime } from '../ui/relative-time'
import { SendAgainButton } from './send-again-button'

const LOOKS: Record<MailStatus, { icon: LucideIcon; text: string }> = {
  queued: { icon: Clock, text: 'text-info' },
  sent: { icon: CircleCheck, text: 'text-success' },
  failed: { icon: MailX, text: 'text-danger' },
  dropped: { icon: MinusCircle, text: 'text-muted' },
}

const KINDS: Partial<Record<InviteMail['kind'], string>> = {
  invite: 'Invite',
  reconnect: 'Request to reconnect',
  reminder: 'Reminder',
  receipt: 'Receipt',
}

/** The mails with the link, and what became of each. */
export function MailList({
  slug,
  inviteId,
  mails,
  open,
  mail,
}: {
  slug: string
  inviteId: string
  /** The newest first. */
  mails: InviteMail[]
  /** The link leads somewhere, so another mail makes sense. */
  open: boolean
  mail: AgencyAction<void>
}) {
  return (
    <Card title="Mails">
      {mails.length === 0 ? (
        <p className="text-ink-2">No mail was sent with this link.</p>
      ) : (
        <ul className="flex flex-col gap-4">
          {mails.map((one, index) => {
            const { icon: Icon, text } = LOOKS[one.status]
            const { label, detail } = mailStatusWords(one.status, one.problem)
            return (
              <li key={one.id} className="flex gap-2.5">
                <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', text)} />
                <div className="flex min-w-0 flex-col items-start gap-0.5">
                  <p className="font-medium text-ink">{label}</p>
                  {detail && <p className="text-sm text-ink-2">{detail}</p>}
                  <p className="text-sm break-all text-muted">
                    {KINDS[one.kind] ?? 'Mail'} to {one.to}
                  </p>
                  <RelativeTime at={one.sentAt ?? one.createdAt} className="text-sm text-muted" />
                  {index === 0 && open && one.status === 'failed' && (
                    <div className="mt-1.5">
                      <SendAgainButton slug={slug} inviteId={inviteId} mailTo={one.to} action={mail} />
                    </div>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
