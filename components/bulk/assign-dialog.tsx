'use client'

import { useState } from 'react'
import type { OwnerOption } from '@/lib/bulk/pick-owners'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Select } from '../ui/select'
import { useSelection } from './selection'
import { type BulkFilter, type StartBulkAction, useStartBulk } from './use-start-bulk'

/** Who looks after the selected connections from now on. */
export function AssignDialog({
  slug,
  filter,
  action,
  owners,
  open,
  onOpenChange,
}: {
  slug: string
  filter: BulkFilter
  action: StartBulkAction
  owners: OwnerOption[]
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { count } = useSelection()
  const { start, pending, error } = useStartBulk(slug, action, filter)
  const [ownerId, setOwnerId] = useState('')
  const fieldError = error?.fields.ownerId
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? 'Assign 1 connection' : `Assign ${count} connections`}
      description="Whoever looks after a connection hears of it when it breaks."
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            pending={pending}
            onClick={() => start({ kind: 'assign', ownerId: ownerId || null })}
          >
            Assign
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error && !fieldError && <FormError error={error} />}
        <Field
          label="Looked after by"
          name="ownerId"
          error={fieldError}
          hint="Connections of creators that this person may not see stay as they are."
        >
          {(ids) => (
            <Select {...ids} value={ownerId} onChange={(event) => setOwnerId(event.target.value)}>
              <option value="">Nobody: owners and admins hear of them</option>
              {owners.map((owner) => (
                <option key={owner.id} value={owner.id}>
                  {owner.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Dialog>
  )
}
