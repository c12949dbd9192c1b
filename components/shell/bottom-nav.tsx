'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { AttentionCount } from './attention-count'
import { currentMark, NAV_ITEMS } from './nav-items'

/** The main navigation under the thumb, below 768 px. */
export function BottomNav({ slug, attention }: { slug: string; attention: number }) {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {NAV_ITEMS.map((item) => (
          <li key={item.label}>
            <Link
              href={item.href(slug)}
              aria-current={currentMark(item, slug, pathname)}
              className="relative flex h-14 flex-col items-center justify-center gap-0.5 text-[11px] whitespace-nowrap text-muted -outline-offset-2 aria-[current]:font-medium aria-[current]:text-accent-text"
            >
              <item.icon aria-hidden className="size-5" />
              {item.short}
              {item.sections.includes('attention') && (
                <AttentionCount count={attention} className="absolute top-1 left-1/2 h-4! min-w-4! px-1!" />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
