'use client'

import { type FormEvent, useId, useState } from 'react'
import { splitTags } from '../connections/split-tags'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { useSelection } from './selection'
import { type BulkFilter, type StartBulkAction, useStartBulk } from './use-start-bulk'

/** Which tags to add and which to take away. */
export function TagDialog({
  slug,
  filter,
  action,
  tags,
  open,
  onOpenChange,
}: {
  slug: string
  filter: BulkFilter
  action: StartBulkAction
  /** The tags in use, to choose from. */
  tags: string[]
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { count } = useSelection()
  const id = useId()
  const { start, pending, error } = useStartBulk(slug, action, filter)
  const [add, setAdd] = useState('')
  const [remove, setRemove] = useState('')
  const errorOf = (name: string) =>
    Object.entries(error?.fields ?? {}).find(([field]) => field.split('.')[0] === name)?.[1]
  const elsewhere = error && !errorOf('addTags') && !errorOf('removeTags')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start({ kind: 'tag', addTags: splitTags(add), removeTags: splitTags(remove) })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? 'Tag 1 connection' : `Tag ${count} connections`}
      description="Their other tags stay."
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button variant="primary" type="submit" form={`${id}-form`} pending={pending}>
            Change the tags
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} onSubmit={submit} className="flex flex-col gap-4">
        {elsewhere && <FormError error={error} />}
        <datalist id={`${id}-tags`}>
          {tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <Field label="Add" name="addTags" hint="Separate them with commas." error={errorOf('addTags')}>
          {(ids) => (
            <Input
              {...ids}
              list={`${id}-tags`}
              value={add}
              onChange={(event) => setAdd(event.target.value)}
            />
          )}
        </Field>
        <Field label="Take away" name="removeTags" error={errorOf('removeTags')}>
          {(ids) => (
            <Input
              {...ids}
              list={`${id}-tags`}
              value={remove}
              onChange={(event) => setRemove(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
