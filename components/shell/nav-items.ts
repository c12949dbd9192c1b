import { Cable, CircleUser, House, Inbox, type LucideIcon, Send, Settings, Users } from 'lucide-react'

export type NavItem = {
  href: (slug: string) => string
  label: string
  /** For the bottom bar, where room is scarce. */
  short: string
  icon: LucideIcon
  /** Path parts behind the agency that belong to this entry. */
  sections: readonly string[]
}

/** The first ones stand in the bottom bar of a phone, the rest behind its "More". */
export const NAV_ITEMS: readonly NavItem[] = [
  { href: (slug) => `/a/${slug}`, label: 'Home', short: 'Home', icon: House, sections: [''] },
  {
    href: (slug) => `/a/${slug}/connections`,
    label: 'Connections',
    short: 'Connections',
    icon: Cable,
    sections: ['connections', 'link-sessions'],
  },
  {
    href: (slug) => `/a/${slug}/attention`,
    label: 'Needs attention',
    short: 'Attention',
    icon: Inbox,
    sections: ['attention'],
  },
  {
    href: (slug) => `/a/${slug}/invites`,
    label: 'Invites',
    short: 'Invites',
    icon: Send,
    sections: ['invites'],
  },
  {
    href: (slug) => `/a/${slug}/creators`,
    label: 'Creators',
    short: 'Creators',
    icon: Users,
    sections: ['creators'],
  },
  {
    href: (slug) => `/a/${slug}/settings`,
    label: 'Settings',
    short: 'Settings',
    icon: Settings,
    sections: ['settings'],
  },
  {
    href: (slug) => `/a/${slug}/account`,
    label: 'Account',
    short: 'Account',
    icon: CircleUser,
    sections: ['account'],
  },
]

/** `page` when this is the entry's own page, `true` when it is one below it. */
export function currentMark(item: NavItem, slug: string, pathname: string): 'page' | 'true' | undefined {
  if (pathname === item.href(slug)) return 'page'
  const section = pathname.slice(`/a/${slug}`.length).split('/')[1] ?? ''
  return item.sections.includes(section) ? 'true' : undefined
}
