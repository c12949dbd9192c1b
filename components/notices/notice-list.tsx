import { CircleCheck, TriangleAlert, Unlink } from 'lucide-react'
import type { NoticeItem } from '@/lib/notices/list-notices'
import { Avatar } from '../ui/avatar'
import { cx } from '../ui/cx'
import { LinkButton } from '../ui/link-button'
import { RelativeTime } from '../ui/relative-time'
import { NewMark } from './new-mark'

const LOOKS = {
  open: { icon: TriangleAlert, colour: 'text-danger' },
  recovered: { icon: CircleCheck, colour: 'text-success' },
  ended: { icon: Unlink, colour: 'text-muted' },
}

/** What the viewer was told, the newest first. A thread that is over says since when. */
export function NoticeList({ slug, items }: { slug: string; items: NoticeItem[] }) {
  return (
    <ul aria-label="Notices" className="divide-y divide-line">
      {items.map((item) => (
        <NoticeRow key={item.id} slug={slug} item={item} />
      ))}
    </ul>
  )
}

function NoticeRow({ slug, item }: { slug: string; item: NoticeItem }) {
  const { icon: Icon, colour } = LOOKS[item.stands]
  const over = item.kind === 'broken' && item.stands !== 'open'
  const { connection } = item
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] items-start gap-x-4 gap-y-3 px-4 py-4 md:grid-cols-[2rem_minmax(0,1fr)_auto] md:px-5">
      <Avatar src={connection.avatarUrl} name={connection.displayName || connection.username} size={32} />
      <div className="min-w-0">
        <p className={cx('font-medium', over ? 'text-ink-2' : 'text-ink')}>
          <Icon aria-hidden className={cx('mr-1.5 mb-0.5 inline size-4', colour)} />
          <bdi>{item.title}</bdi>
          <NewMark unread={item.unread} />
        </p>
        <p className="mt-0.5 text-ink-2">{over ? item.cause : `${item.cause} ${item.effect}`}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
          <RelativeTime at={item.createdAt} />
          {over && (
            <span className={item.stands === 'recovered' ? 'text-success' : undefined}>
              {item.stands === 'recovered' ? 'Works again · ' : 'Disconnected · '}
              <RelativeTime at={item.since} />
            </span>
          )}
          {item.mailed && <span>Also mailed to you</span>}
        </p>
      </div>
      <LinkButton
        size="sm"
        variant={item.stands === 'open' ? 'secondary' : 'ghost'}
        className="max-md:col-start-2 max-md:justify-self-start"
        href={`/a/${slug}/connections/${connection.id}`}
      >
        {item.stands === 'open' ? item.button : 'Open'}
        <span className="sr-only"> @{connection.username}</span>
      </LinkButton>
    </li>
  )
}
