import {
  Cable,
  CircleUser,
  House,
  Inbox,
  type LucideIcon,
  ScrollText,
  Send,
  Settings,
  UserRoundCog,
  Users,
} from 'lucide-react'

export type NavItem = {
  href: (slug: string) => string
  label: string
  /** For the bottom bar, where room is scarce. */
  short: string
  icon: LucideIcon
  /** Path parts behind the agency that belong to this entry. */
  sections: readonly string[]
  /** Hidden from those who may not open it. */
  admins?: true
}

/** The first ones stand in the bottom bar of a phone, the rest behind its "More". */
const NAV_ITEMS: readonly NavItem[] = [
  { href: (slug) => `/a/${slug}`, label: 'Home', short: 'Home', icon: House, sections: [''] },
  {
    href: (slug) => `/a/${slug}/connections`,
    label: 'Connections',
    short: 'Connections',
    icon: Cable,
    sections: ['connections', 'link-sessions', 'bulk'],
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
    href: (slug) => `/a/${slug}/team`,
    label: 'Team',
    short: 'Team',
    icon: UserRoundCog,
    sections: ['team'],
  },
  {
    href: (slug) => `/a/${slug}/audit`,
    label: 'Audit log',
    short: 'Audit log',
    icon: ScrollText,
    sections: ['audit'],
    admins: true,
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

/** The entries for somebody who is an owner or admin, or is not. */
export const navItems = (isAdmin: boolean): NavItem[] => NAV_ITEMS.filter((item) => isAdmin || !item.admins)

/** `page` when this is the entry's own page, `true` when it is one below it. */
export function currentMark(item: NavItem, slug: string, pathname: string): 'page' | 'true' | undefined {
  if (pathname === item.href(slug)) return 'page'
  const section = pathname.slice(`/a/${slug}`.length).split('/')[1] ?? ''
  return item.sections.includes(section) ? 'true' : undefined
}
