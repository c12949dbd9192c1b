'use client'

import { useState } from 'react'
import type { MemberItem } from '@/lib/team/list-members'
import type { TeamRole } from '@/lib/team/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { useToast } from '../ui/toast'
import { type RoleChoice, RoleFields } from './role-fields'

/** Somebody's role; what is saved holds from their next click on. */
export function RoleForm({
  slug,
  member,
  roles,
  action,
}: {
  slug: string
  member: MemberItem
  roles: readonly TeamRole[]
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  const [choice, setChoice] = useState<RoleChoice>({ role: member.role, assignedOnly: member.assignedOnly })
  const changed = choice.role !== member.role || choice.assignedOnly !== member.assignedOnly
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          { userId: member.userId, ...choice },
          {
            onDone: () =>
              toast.show({
                tone: 'success',
                title: 'Role changed',
                description: `It holds from ${member.name}’s next click on.`,
              }),
          },
        )
      }}
    >
      <FormError error={error} />
      <RoleFields value={choice} onChange={setChoice} roles={roles} isTitled />
      <Button type="submit" variant="primary" pending={pending} disabled={!changed} className="self-start">
        Save the role
      </Button>
    </form>
  )
}
