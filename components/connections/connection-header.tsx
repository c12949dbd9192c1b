import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { PageHeader } from '@/components/ui/page-header'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { StatusBadge } from './status'

/** Who it is and how it is, over the connection's page. */
export function ConnectionHeader({
  slug,
  connection,
  actions,
}: {
  slug: string
  connection: ConnectionView
  actions: ReactNode
}) {
  const name = connection.displayName || `@${connection.username}`
  return (
    <PageHeader
      back={{ href: `/a/${slug}/connections`, label: 'Connections' }}
      title={
        <span className="flex min-w-0 items-center gap-3">
          <Avatar src={connection.avatarUrl} name={name} size={48} />
          <span className="block min-w-0">
            <bdi className="line-clamp-2" title={name}>
              {name}
            </bdi>
            <span className="mt-0.5 flex flex-wrap items-center gap-2 text-base font-normal tracking-normal text-ink-2">
              <span className="min-w-0">
                @<bdi>{connection.username}</bdi>
              </span>
              <StatusBadge status={connection.status} />
            </span>
          </span>
        </span>
      }
      actions={actions}
    />
  )
}
