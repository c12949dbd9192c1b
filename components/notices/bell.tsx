import { Bell as BellIcon } from 'lucide-react'
import { PageLink } from '../ui/page-link'

/** The way to the notices, with how many are new. */
export function Bell({ slug, unread }: { slug: string; unread: number }) {
  const words = unread === 0 ? 'Notices' : `Notices, ${unread >= 100 ? '99+' : unread} new`
  return (
    <PageLink
      href={`/a/${slug}/notices`}
      aria-label={words}
      className="relative inline-flex size-9 shrink-0 items-center justify-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink max-md:size-11"
    >
      <BellIcon aria-hidden className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 right-0.5 inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-danger-fill px-1 text-[10px] font-semibold text-on-danger max-md:top-1.5 max-md:right-1"
        >
          {unread >= 100 ? '99+' : unread}
        </span>
      )}
    </PageLink>
  )
}
