'use client'

import { usePathname } from 'next/navigation'
import { PageLink } from '../ui/page-link'
import { AttentionCount } from './attention-count'
import { currentMark, navItems } from './nav-items'

/** The main navigation at the side, from 768 px on. */
export function SideNav({ slug, attention, isAdmin }: { slug: string; attention: number; isAdmin: boolean }) {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-56 shrink-0 flex-col overflow-y-auto border-r border-line px-3 py-4 md:flex"
    >
      <ul className="flex flex-col gap-0.5">
        {navItems(isAdmin).map((item) => (
          <li key={item.label}>
            <PageLink
              href={item.href(slug)}
              aria-current={currentMark(item, slug, pathname)}
              className="group flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium text-ink-2 transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent-text"
            >
              <item.icon
                aria-hidden
                className="size-4 shrink-0 text-muted group-hover:text-ink group-aria-[current]:text-accent-text"
              />
              {item.label}
              {item.sections.includes('attention') && (
                <AttentionCount count={attention} className="ml-auto" />
              )}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
