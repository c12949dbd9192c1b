'use client'

import { ChevronDown, CircleUser, LogOut } from 'lucide-react'
import { useTransition } from 'react'
import { Avatar } from '../ui/avatar'
import { Menu, MenuItem, MenuLink, MenuSeparator, MenuText } from '../ui/menu'
import { useToast } from '../ui/toast'
import type { SignOutAction } from './sign-out-button'

/** Who is signed in, the way to their account, and out. */
export function UserMenu({
  slug,
  user,
  signOut,
}: {
  slug: string
  user: { name: string; email: string }
  signOut: SignOutAction
}) {
  const [pending, start] = useTransition()
  const toast = useToast()
  const leave = () =>
    start(async () => {
      const result = await signOut(null, new FormData())
      if (!result.ok) toast.fail(result.error)
    })
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-busy={pending || undefined}
          className="flex h-9 items-center gap-2 rounded-full py-1 pr-2 pl-1 text-ink-2 hover:bg-sunken hover:text-ink data-popup-open:bg-sunken"
        >
          <Avatar src={null} name={user.name} size={24} className="size-7" />
          <span className="max-w-40 truncate font-medium max-md:sr-only">{user.name}</span>
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </button>
      }
    >
      <MenuText>
        <span className="block font-medium text-ink">{user.name}</span>
        {user.email}
      </MenuText>
      <MenuSeparator />
      <MenuLink href={`/a/${slug}/account`} icon={<CircleUser aria-hidden />}>
        Account and sessions
      </MenuLink>
      <MenuItem onSelect={leave} icon={<LogOut aria-hidden />}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
