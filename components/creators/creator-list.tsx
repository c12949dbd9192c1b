import { Send, TriangleAlert } from 'lucide-react'
import type { CreatorListItem } from '@/lib/creators/list-creators'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'

const CELL = 'px-4 md:px-5'

/** Creators by name; each leads to their connections, and can be invited. */
export function CreatorList({
  slug,
  items,
  openInvites,
}: {
  slug: string
  items: CreatorListItem[]
  /** Open invites by creator. */
  openInvites: Record<string, number>
}) {
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full table-fixed border-collapse text-left">
        <thead className="text-sm text-muted">
          <tr className="h-10 border-b border-line">
            <th scope="col" className={`${CELL} font-medium`}>
              Name
            </th>
            <th scope="col" className={`${CELL} w-32 font-medium max-md:hidden`}>
              Connections
            </th>
            <th scope="col" className={`${CELL} w-48 font-medium max-md:hidden`}>
              State
            </th>
            <th scope="col" className={`${CELL} w-36 font-medium max-lg:hidden`}>
              Open invites
            </th>
            <th scope="col" className={`${CELL} w-36 font-medium max-xl:hidden`}>
              Added
            </th>
            <th scope="col" className={`${CELL} w-28 font-medium max-md:w-26`}>
              <span className="sr-only">Next step</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((item) => (
            <Row key={item.id} slug={slug} item={item} open={openInvites[item.id] ?? 0} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Row({ slug, item, open }: { slug: string; item: CreatorListItem; open: number }) {
  const list = `/a/${slug}/connections?creator=${item.id}`
  return (
    <tr className="relative h-12 hover:bg-sunken max-md:h-16">
      <th scope="row" className={`${CELL} font-medium`}>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar src={null} name={item.name} size={32} />
          <span className="min-w-0">
            {/* The whole row leads there, with one link for keyboards and screen readers. */}
            <PageLink href={list} className="block truncate after:absolute after:inset-0">
              <bdi>{item.name}</bdi>
            </PageLink>
            <span className="flex flex-wrap items-center gap-x-2 font-normal md:hidden">
              <State item={item} />
              {open > 0 && (
                <span className="text-sm text-muted">
                  {open} open {open === 1 ? 'invite' : 'invites'}
                </span>
              )}
            </span>
          </span>
        </span>
      </th>
      <td className={`${CELL} max-md:hidden`}>{item.connections}</td>
      <td className={`${CELL} max-md:hidden`}>
        <State item={item} />
      </td>
      <td className={`${CELL} max-lg:hidden`}>
        {open > 0 ? (
          <PageLink
            href={`/a/${slug}/invites?creatorId=${item.id}&state=open`}
            className="relative z-10 link"
          >
            {open} open<span className="sr-only"> for {item.name}</span>
          </PageLink>
        ) : (
          <span className="text-muted">None</span>
        )}
      </td>
      <td className={`${CELL} text-muted max-xl:hidden`}>
        <RelativeTime at={item.createdAt} />
      </td>
      <td className={`${CELL} text-right`}>
        <LinkButton
          href={`/a/${slug}/invites/new?creator=${item.id}`}
          size="sm"
          variant={item.connections === 0 && open === 0 ? 'secondary' : 'ghost'}
          className="relative z-10"
        >
          <Send aria-hidden />
          Invite<span className="sr-only"> {item.name}</span>
        </LinkButton>
      </td>
    </tr>
  )
}

function State({ item }: { item: CreatorListItem }) {
  if (item.broken > 0)
    return (
      <Badge tone="danger" icon={<TriangleAlert aria-hidden />}>
        {item.broken} {item.broken === 1 ? 'needs' : 'need'} somebody
      </Badge>
    )
  return <span className="text-sm text-muted">{item.connections === 0 ? 'Not connected' : 'All work'}</span>
}
