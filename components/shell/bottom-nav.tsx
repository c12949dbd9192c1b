'use client'

import { Ellipsis } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Menu, MenuLink } from '../ui/menu'
import { PageLink } from '../ui/page-link'
import { AttentionCount } from './attention-count'
import { currentMark, navItems } from './nav-items'

/** With "More" there are five, which is what a thumb finds. */
const IN_BAR = 4

const PLACE =
  'relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-[11px] whitespace-nowrap text-muted -outline-offset-2 data-[current]:font-medium data-[current]:text-accent-text'

/** The main navigation under the thumb, below 768 px. */
export function BottomNav({
  slug,
  attention,
  isAdmin,
}: {
  slug: string
  attention: number
  isAdmin: boolean
}) {
  const pathname = usePathname()
  const items = navItems(isAdmin)
  const more = items.slice(IN_BAR)
  const inMore = more.some((item) => currentMark(item, slug, pathname))
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {items.slice(0, IN_BAR).map((item) => {
          const mark = currentMark(item, slug, pathname)
          return (
            <li key={item.label}>
              <PageLink href={item.href(slug)} aria-current={mark} data-current={mark} className={PLACE}>
                <item.icon aria-hidden className="size-5" />
                {item.short}
                {item.sections.includes('attention') && (
                  <AttentionCount count={attention} className="absolute top-1 left-1/2 h-4! min-w-4! px-1!" />
                )}
              </PageLink>
            </li>
          )
        })}
        <li>
          <Menu
            side="top"
            trigger={
              <button type="button" data-current={inMore || undefined} className={PLACE}>
                <Ellipsis aria-hidden className="size-5" />
                More
                {inMore && <span className="sr-only">, the current page is in here</span>}
              </button>
            }
          >
            {more.map((item) => (
              <MenuLink
                key={item.label}
                href={item.href(slug)}
                icon={<item.icon aria-hidden />}
                current={currentMark(item, slug, pathname) !== undefined}
              >
                {item.label}
              </MenuLink>
            ))}
          </Menu>
        </li>
      </ul>
    </nav>
  )
}
