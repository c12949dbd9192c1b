'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import { Menu, MenuLink, MenuText } from '../ui/menu'

export type AgencyLink = { slug: string; name: string }

/** The agency in view; a menu when the user belongs to more than one. */
export function AgencySwitcher({ current, agencies }: { current: AgencyLink; agencies: AgencyLink[] }) {
  if (agencies.length < 2)
    return <span className="min-w-0 truncate px-2 font-medium text-ink">{current.name}</span>
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Agency: ${current.name}. Switch`}
          className="flex h-9 min-w-0 items-center gap-1.5 rounded-md px-2 font-medium text-ink hover:bg-sunken data-popup-open:bg-sunken"
        >
          <span className="truncate">{current.name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuText>Your agencies</MenuText>
      {agencies.map((agency) => (
        <MenuLink key={agency.slug} href={`/a/${agency.slug}`} current={agency.slug === current.slug}>
          <span className="min-w-0 flex-1 truncate">{agency.name}</span>
          {agency.slug === current.slug && <Check aria-hidden />}
        </MenuLink>
      ))}
    </Menu>
  )
}
