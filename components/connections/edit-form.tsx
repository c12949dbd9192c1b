'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { splitTags } from './split-tags'
import { type AgencyAction, useAgencyAction } from './use-agency-action'

/** Tags, note and owner of a connection. What was typed stays when the server refuses it. */
export function EditForm({
  slug,
  connectionId,
  tags,
  note,
  owner,
  choices,
  me,
  action,
}: {
  slug: string
  connectionId: string
  tags: string[]
  note: string
  owner: { id: string; name: string } | null
  /** Who could look after it. */
  choices: { id: string; name: string }[]
  /** The viewer's own user id. */
  me: string | null
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  const [values, setValues] = useState({ tags: tags.join(', '), note, ownerId: owner?.id ?? '' })
  const set = (change: Partial<typeof values>) => setValues((old) => ({ ...old, ...change }))
  const tagError = Object.entries(error?.fields ?? {}).find(([name]) => name.startsWith('tags'))?.[1]
  const elsewhere = error && !tagError && !error.fields.note && !error.fields.ownerId
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          { connectionId, tags: splitTags(values.tags), note: values.note, ownerId: values.ownerId || null },
          { onDone: () => toast.show({ tone: 'success', title: 'Saved' }) },
        )
      }}
    >
      {elsewhere && <FormError error={error} />}
      <Field label="Tags" name="tags" hint="Separate them with commas." error={tagError}>
        {(ids) => (
          <Input {...ids} value={values.tags} onChange={(event) => set({ tags: event.target.value })} />
        )}
      </Field>
      <Field label="Note" name="note" error={error?.fields.note}>
        {(ids) => (
          <Textarea
            {...ids}
            rows={4}
            value={values.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <Field label="Looked after by" name="ownerId" error={error?.fields.ownerId}>
        {(ids) => (
          <Select {...ids} value={values.ownerId} onChange={(event) => set({ ownerId: event.target.value })}>
            <option value="">Nobody</option>
            {me && choices.some(({ id }) => id === me) && <option value={me}>Me</option>}
            {choices.map(({ id, name }) =>
              id === me ? null : (
                <option key={id} value={id}>
                  {name}
                </option>
              ),
            )}
            {owner && !choices.some(({ id }) => id === owner.id) && (
              <option value={owner.id}>{owner.name} (left the team)</option>
            )}
          </Select>
        )}
      </Field>
      <Button type="submit" pending={pending} className="self-start">
        Save
      </Button>
    </form>
  )
}
