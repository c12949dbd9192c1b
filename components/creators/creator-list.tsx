import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import type { CreatorListItem } from '@/lib/creators/list-creators'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'

const CELL = 'px-4 md:px-5'

/** Creators by name; each leads to their connections. */
export function CreatorList({ slug, items }: { slug: string; items: CreatorListItem[] }) {
  return (
    <Card flush className="overflow-hidden">
      <table className="w-full table-fixed border-collapse text-left">
        <thead className="text-sm text-muted">
          <tr className="h-10 border-b border-line">
            <th scope="col" className={`${CELL} font-medium`}>
              Name
            </th>
            <th scope="col" className={`${CELL} w-36 font-medium max-md:w-28 max-md:text-right`}>
              Connections
            </th>
            <th scope="col" className={`${CELL} w-48 font-medium max-md:hidden`}>
              State
            </th>
            <th scope="col" className={`${CELL} w-40 font-medium max-lg:hidden`}>
              Added
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((item) => (
            <Row key={item.id} slug={slug} item={item} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

function Row({ slug, item }: { slug: string; item: CreatorListItem }) {
  const list = `/a/${slug}/connections?creator=${item.id}`
  return (
    <tr className="relative h-12 hover:bg-sunken max-md:h-14">
      <th scope="row" className={`${CELL} font-medium`}>
        <span className="flex min-w-0 items-center gap-3">
          <Avatar src={null} name={item.name} size={32} />
          <span className="min-w-0">
            {/* The whole row leads there, with one link for keyboards and screen readers. */}
            <Link href={list} prefetch={false} className="block truncate after:absolute after:inset-0">
              <bdi>{item.name}</bdi>
            </Link>
            <span className="font-normal md:hidden">
              <State item={item} />
            </span>
          </span>
        </span>
      </th>
      <td className={`${CELL} max-md:text-right`}>{item.connections}</td>
      <td className={`${CELL} max-md:hidden`}>
        <State item={item} />
      </td>
      <td className={`${CELL} text-muted max-lg:hidden`}>
        <RelativeTime at={item.createdAt} />
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
