'use client'

import { Laptop, Smartphone } from 'lucide-react'
import type { AccountSession } from '@/lib/auth/get-account'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { RelativeTime } from '../ui/relative-time'
import { type UserAction, useUserAction } from './use-user-action'

/** The user's sessions, each with a way to end it. */
export function SessionList({
  sessions,
  endSession,
  endAll,
}: {
  sessions: AccountSession[]
  endSession: UserAction<void>
  endAll: UserAction<never>
}) {
  return (
    <>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} endSession={endSession} />
        ))}
      </ul>
      <div className="border-t border-line px-4 py-3 md:px-5">
        <SignOutEverywhere endAll={endAll} />
      </div>
    </>
  )
}

function SessionRow({ session, endSession }: { session: AccountSession; endSession: UserAction<void> }) {
  const { run, pending, error } = useUserAction(endSession)
  const Icon = session.handheld ? Smartphone : Laptop
  return (
    <li className="px-4 py-3 md:px-5">
      <div className="flex items-center gap-3">
        <Icon aria-hidden className="size-5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
            {session.device}
            {session.current && <Badge tone="success">This browser</Badge>}
          </p>
          <p className="text-sm text-muted">
            From {session.address} · signed in <RelativeTime at={session.createdAt} /> · last used{' '}
            <RelativeTime at={session.lastSeenAt} />
          </p>
        </div>
        <Button size="sm" pending={pending} onClick={() => run({ sessionId: session.id })}>
          Sign out
          <span className="sr-only">
            {' '}
            {session.device}
            {session.current && ', this browser'}
          </span>
        </Button>
      </div>
      {error && (
        <div className="mt-2">
          <FormError error={error} />
        </div>
      )}
    </li>
  )
}

function SignOutEverywhere({ endAll }: { endAll: UserAction<never> }) {
  const { run, pending, error } = useUserAction(endAll)
  return (
    <Dialog
      trigger={<Button size="sm">Sign out everywhere</Button>}
      title="Sign out everywhere?"
      description="Every browser is signed out at once, this one too. You can sign in again with your password."
      footer={
        <>
          <DialogClose render={<Button>Stay signed in</Button>} />
          <Button variant="danger" pending={pending} onClick={() => run({})}>
            Sign out everywhere
          </Button>
        </>
      }
    >
      <FormError error={error} />
    </Dialog>
  )
}
