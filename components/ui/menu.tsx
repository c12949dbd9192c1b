'use client'

import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx'
import { PageLink } from './page-link'

const ITEM =
  'flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded px-2.5 py-1.5 text-left outline-none select-none data-highlighted:bg-sunken data-disabled:cursor-not-allowed data-disabled:opacity-55 max-md:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

/** A menu behind a button. `trigger` is an element such as `<Button variant="ghost" aria-label="More">…`. */
export function Menu({
  trigger,
  align = 'end',
  side = 'bottom',
  children,
}: {
  trigger: ReactElement
  align?: 'start' | 'end' | undefined
  side?: 'top' | 'bottom' | undefined
  children: ReactNode
}) {
  return (
    <Base.Root modal>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className="max-h-(--available-height) min-w-52 max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-pop outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** One action of a menu. */
export function MenuItem({
  icon,
  tone,
  disabled,
  onSelect,
  children,
}: {
  icon?: ReactNode
  tone?: 'danger' | undefined
  disabled?: boolean | undefined
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Base.Item
      disabled={disabled ?? false}
      onClick={onSelect}
      className={cx(ITEM, tone === 'danger' && 'text-danger [&_svg]:text-danger')}
    >
      {icon}
      {children}
    </Base.Item>
  )
}

/** One place to go to. */
export function MenuLink({
  href,
  icon,
  current,
  children,
}: {
  href: string
  icon?: ReactNode
  current?: boolean | undefined
  children: ReactNode
}) {
  return (
    <Base.LinkItem
      closeOnClick
      render={<PageLink href={href} />}
      aria-current={current ? 'page' : undefined}
      className={ITEM}
    >
      {icon}
      {children}
    </Base.LinkItem>
  )
}

/** Words in a menu that do nothing. */
export function MenuText({ children }: { children: ReactNode }) {
  return <div className="px-2.5 py-1.5 text-sm text-muted">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />
}
