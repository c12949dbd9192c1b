'use client'

import { UserRoundPlus } from 'lucide-react'
import Form from 'next/form'
import { useState } from 'react'
import type { AssignableCreator } from '@/lib/team/list-assignable'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { SearchInput } from '../ui/search-input'
import { useToast } from '../ui/toast'

/** Which creators somebody limited may see. The search is over all of the agency. */
export function AssignmentsCard({
  slug,
  userId,
  name,
  q,
  items,
  more,
  action,
}: {
  slug: string
  userId: string
  name: string
  q: string | undefined
  items: AssignableCreator[]
  /** There are more than are shown. */
  more: boolean
  action: AgencyAction<void>
}) {
  return (
    <Card
      flush
      title="Assigned creators"
      description={`What ${name} sees: these creators and everything of theirs.`}
    >
      <div className="border-b border-line px-4 py-3 md:px-5">
        <search>
          <Form action={`/a/${slug}/team/${userId}`} className="flex gap-2" scroll={false}>
            <SearchInput
              key={q}
              name="q"
              defaultValue={q}
              aria-label="Search creators by name"
              placeholder="Search all creators"
            />
            <Button type="submit">Search</Button>
          </Form>
        </search>
      </div>
      {items.length === 0 ? (
        <EmptyState
          icon={<UserRoundPlus />}
          title={q ? 'Nothing matches' : 'No creator yet'}
          description={q ? `No creator’s name contains “${q}”.` : 'Creators appear here when they are added.'}
        />
      ) : (
        <ul className="max-h-128 divide-y divide-line overflow-y-auto">
          {items.map((creator) => (
            <Row key={creator.id} slug={slug} userId={userId} creator={creator} action={action} />
          ))}
        </ul>
      )}
      {more && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted md:px-5">
          Only the first ones are shown. Search for the others by name.
        </p>
      )}
    </Card>
  )
}

function Row({
  slug,
  userId,
  creator,
  action,
}: {
  slug: string
  userId: string
  creator: AssignableCreator
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const [assigned, setAssigned] = useState(creator.assigned)
  const toggle = (next: boolean) => {
    setAssigned(next)
    run(
      { userId, creatorId: creator.id, assigned: next },
      {
        onError: (error) => {
          setAssigned(!next)
          toast.fail(error)
        },
      },
    )
  }
  return (
    <li>
      <label className="flex min-h-12 cursor-pointer items-center gap-3 px-4 py-1.5 hover:bg-sunken md:px-5">
        <input
          type="checkbox"
          checked={assigned}
          disabled={pending}
          onChange={(event) => toggle(event.target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        <Avatar src={null} name={creator.name} size={24} />
        <span className="min-w-0 truncate">
          <bdi>{creator.name}</bdi>
        </span>
      </label>
    </li>
  )
}
