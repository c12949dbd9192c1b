'use client'

import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button, type ButtonProps } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { RelativeTime } from '../ui/relative-time'
import { Select } from '../ui/select'
import { useToast } from '../ui/toast'
import { USUAL_HOURS, VALIDITIES } from './validity'

/** Gives a link more or less time. Its address stays the same. */
export function ExtendButton({
  slug,
  inviteId,
  creatorName,
  expiresAt,
  expired,
  action,
  size,
}: {
  slug: string
  inviteId: string
  creatorName: string
  expiresAt: Date
  expired: boolean
  action: AgencyAction<unknown>
  size?: ButtonProps['size']
}) {
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const form = `extend-${inviteId}`
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={
        <Button size={size}>
          <CalendarClock aria-hidden />
          {expired ? 'Extend' : 'Change expiry'}
          <span className="sr-only"> of the invite of {creatorName}</span>
        </Button>
      }
      title={expired ? 'Open this link again?' : 'Change how long it is valid'}
      description={
        <>
          {expired ? 'It ended' : 'It ends'} <RelativeTime at={expiresAt} />. The link stays the same, so what
          you sent goes on working.
        </>
      }
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form={form} pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          run(
            { inviteId, expiresInHours: Number(new FormData(event.currentTarget).get('expiresInHours')) },
            {
              onDone: () => {
                setOpen(false)
                toast.show({ tone: 'success', title: 'Expiry saved' })
              },
            },
          )
        }}
      >
        {!error?.fields.expiresInHours && <FormError error={error} />}
        <Field label="Valid from now for" name="expiresInHours" error={error?.fields.expiresInHours}>
          {(ids) => (
            <Select {...ids} defaultValue={String(USUAL_HOURS)}>
              {VALIDITIES.map(({ hours, label }) => (
                <option key={hours} value={hours}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
    </Dialog>
  )
}
