'use client'

import { Send } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { IssuedReset } from '@/lib/auth/issue-reset'
import type { ResetMail } from '@/lib/auth/mail-reset'
import { mailStatusWords } from '@/lib/mail/words'
import { useAgencyAction } from '../connections/use-agency-action'
import { CopyTextButton } from '../invites/copy-text-button'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { Notice, type NoticeTone } from '../ui/notice'
import type { ResetActions } from './reset-actions'

const ASK_AGAIN_MS = 2_000
const TONES: Record<ResetMail['status'], NoticeTone> = {
  queued: 'info',
  sent: 'success',
  failed: 'danger',
  dropped: 'warning',
}

/** A reset link that was just made: to be copied, or mailed to the person it is for. */
export function ResetLinkReady({
  slug,
  issued,
  person,
  actions,
}: {
  slug: string
  issued: IssuedReset
  person: { name: string; email: string }
  actions: ResetActions
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-medium">
          Reset link
        </label>
        <div className="flex gap-2">
          <Input
            id={id}
            readOnly
            value={issued.url}
            className="font-mono"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyTextButton value={issued.url} label="Copy" />
        </div>
        <p className="text-sm text-muted">
          It is shown this once. Hand it to {person.name} and to nobody else.
        </p>
      </div>
      <MailIt slug={slug} resetId={issued.resetId} email={person.email} actions={actions} />
    </div>
  )
}

function MailIt({
  slug,
  resetId,
  email,
  actions,
}: {
  slug: string
  resetId: string
  email: string
  actions: ResetActions
}) {
  const { run, pending, error } = useAgencyAction(slug, actions.mail)
  const [mail, setMail] = useState<ResetMail | null>(null)
  const { run: ask, pending: asking } = useAgencyAction(slug, actions.mailStatus)
  const waits = mail?.status === 'queued'
  useEffect(() => {
    if (!waits || asking) return
    const timer = setTimeout(
      () => ask({ resetId }, { onDone: (next) => next && setMail(next) }),
      ASK_AGAIN_MS,
    )
    return () => clearTimeout(timer)
  }, [waits, asking, ask, resetId])
  if (!mail)
    return (
      <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
        <FormError error={error} />
        <Button
          pending={pending}
          onClick={() => run({ resetId }, { onDone: () => setMail({ status: 'queued', problem: null }) })}
        >
          {!pending && <Send aria-hidden />}
          Mail it to {email}
        </Button>
      </div>
    )
  const { label, detail } = mailStatusWords(mail.status, mail.problem)
  return (
    <Notice tone={TONES[mail.status]} title={`${label}: ${email}`}>
      {detail}
    </Notice>
  )
}
