'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import type { MemberItem } from '@/lib/team/list-members'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'
import { type Colleague, TakeOverSelect } from './take-over-select'

/** A step after which somebody else looks after a member's connections: a hand-over, or a deactivation. */
export function HandOverButton<T>({
  slug,
  member,
  colleagues,
  action,
  trigger,
  title,
  confirm,
  danger,
  onDone,
  children,
}: {
  slug: string
  member: MemberItem
  colleagues: Colleague[]
  action: AgencyAction<T>
  trigger: ReactElement
  title: string
  confirm: string
  danger?: boolean
  onDone: (data: T) => void
  /** What it costs and who is told: list items. */
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const form = `hand-over-${confirm.replaceAll(' ', '-').toLowerCase()}`
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={trigger}
      title={title}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant={danger ? 'danger' : 'primary'} type="submit" form={form} pending={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const to = String(new FormData(event.currentTarget).get('toUserId') ?? '')
          run(
            { userId: member.userId, toUserId: to || null },
            {
              onDone: (data) => {
                setOpen(false)
                onDone(data)
              },
            },
          )
        }}
      >
        {!error?.fields.toUserId && <FormError error={error} />}
        <ul className="list-disc space-y-1 pl-5 text-ink-2">{children}</ul>
        {member.connections > 0 && (
          <TakeOverSelect
            colleagues={colleagues}
            connections={member.connections}
            error={error?.fields.toUserId}
          />
        )}
      </form>
    </Dialog>
  )
}
