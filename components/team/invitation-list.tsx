'use client'

import { Link2, Send, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { mailStatusWords } from '@/lib/mail/words'
import type { TeamInviteItem } from '@/lib/team/list-team-invites'
import { roleLabel } from '@/lib/team/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { ConfirmButton } from '../invites/confirm-button'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { RelativeTime } from '../ui/relative-time'
import { useToast } from '../ui/toast'
import { LinkReady } from './link-ready'

export type InvitationActions = {
  showLink: AgencyAction<{ url: string }>
  resend: AgencyAction<void>
  revoke: AgencyAction<void>
}

/** Invitations that nobody has accepted yet. */
export function InvitationList({
  slug,
  items,
  actions,
}: {
  slug: string
  items: TeamInviteItem[]
  actions: InvitationActions
}) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 md:px-5">
          <div className="min-w-0 flex-1 basis-64">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
              <span className="min-w-0 truncate">{item.email ?? 'By link'}</span>
              <Badge>{roleLabel(item.role, item.assignedOnly)}</Badge>
              {item.state === 'expired' && <Badge tone="warning">Expired</Badge>}
            </p>
            <p className="text-sm text-muted">
              {item.invitedBy && `Invited by ${item.invitedBy}, `}
              <RelativeTime at={item.createdAt} /> · {item.state === 'expired' ? 'ended' : 'ends'}{' '}
              <RelativeTime at={item.expiresAt} />
            </p>
            <MailState mail={item.mail} />
          </div>
          {item.mayManage ? (
            <Actions slug={slug} item={item} actions={actions} />
          ) : (
            <p className="text-sm text-muted">For owners</p>
          )}
        </li>
      ))}
    </ul>
  )
}

function MailState({ mail }: { mail: TeamInviteItem['mail'] }) {
  if (!mail) return null
  const { label, detail } = mailStatusWords(mail.status, mail.problem)
  return (
    <p className="mt-0.5 flex items-start gap-1.5 text-sm text-ink-2">
      {detail && <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />}
      <span>
        Mail: {label.toLowerCase()} <RelativeTime at={mail.at} />
        {detail && `. ${detail}`}
      </span>
    </p>
  )
}

function Actions({
  slug,
  item,
  actions,
}: {
  slug: string
  item: TeamInviteItem
  actions: InvitationActions
}) {
  const toast = useToast()
  const input = { teamInviteId: item.id }
  const who = item.email ?? 'this link'
  return (
    <div className="flex flex-wrap gap-2">
      <ShowLink slug={slug} item={item} action={actions.showLink} />
      {item.email && <Resend slug={slug} item={item} action={actions.resend} />}
      <ConfirmButton
        slug={slug}
        input={input}
        action={actions.revoke}
        trigger={{ size: 'sm', variant: 'ghost', children: 'Revoke' }}
        title={`Revoke the invitation for ${who}?`}
        keep="Keep it"
        confirm="Revoke"
        danger
        onDone={() => toast.show({ tone: 'success', title: 'Invitation revoked' })}
      >
        <li>Its link stops working at once, wherever it was sent.</li>
        <li>Nobody is told. You can invite the same person again.</li>
      </ConfirmButton>
    </div>
  )
}

function ShowLink({
  slug,
  item,
  action,
}: {
  slug: string
  item: TeamInviteItem
  action: InvitationActions['showLink']
}) {
  const [url, setUrl] = useState<string | null>(null)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  return (
    <>
      <Button
        size="sm"
        pending={pending}
        onClick={() => run({ teamInviteId: item.id }, { onDone: (shown) => setUrl(shown.url) })}
      >
        <Link2 aria-hidden />
        Show link
      </Button>
      <Dialog
        open={url !== null || error !== null}
        onOpenChange={(next) => {
          if (next) return
          setUrl(null)
          clear()
        }}
        title="The invitation’s link"
        footer={<DialogClose render={<Button>Done</Button>} />}
      >
        <FormError error={error} />
        {url && <LinkReady url={url} mailedTo={null} />}
      </Dialog>
    </>
  )
}

function Resend({
  slug,
  item,
  action,
}: {
  slug: string
  item: TeamInviteItem
  action: InvitationActions['resend']
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={() =>
        run(
          { teamInviteId: item.id },
          {
            onDone: () =>
              toast.show({
                tone: 'success',
                title: `Mailed to ${item.email}`,
                description: 'It can be accepted for seven days from now.',
              }),
            onError: toast.fail,
          },
        )
      }
    >
      <Send aria-hidden />
      Mail again
    </Button>
  )
}
