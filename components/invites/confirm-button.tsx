'use client'

import { type ReactNode, useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button, type ButtonProps } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { FormError } from '../ui/form-error'

/** A step that costs something: says what, asks once, and does it. */
export function ConfirmButton<T>({
  slug,
  input,
  action,
  trigger,
  title,
  keep,
  confirm,
  danger,
  onDone,
  children,
}: {
  slug: string
  input: unknown
  action: AgencyAction<T>
  trigger: ButtonProps
  title: string
  /** "Keep it". */
  keep: string
  confirm: string
  danger?: boolean
  onDone: (data: T) => void
  /** What it costs and who is told: list items. */
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={<Button {...trigger} />}
      title={title}
      footer={
        <>
          <DialogClose render={<Button>{keep}</Button>} />
          <Button
            variant={danger ? 'danger' : 'primary'}
            pending={pending}
            onClick={() =>
              run(input, {
                onDone: (data) => {
                  setOpen(false)
                  onDone(data)
                },
              })
            }
          >
            {confirm}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5 text-ink-2">{children}</ul>
      {error && (
        <div className="mt-4">
          <FormError error={error} />
        </div>
      )}
    </Dialog>
  )
}
