'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx'

/**
 * A modal dialog: keeps the focus inside, closes on Escape, gives the focus back. A sheet from the bottom on
 * narrow screens. Use either `trigger` (a Button element) or `open` with `onOpenChange`. `above`: stands over another
 * dialog that stays open behind it.
 */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  above,
}: {
  trigger?: ReactElement | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  title: string
  description?: ReactNode
  children?: ReactNode
  footer?: ReactNode
  above?: boolean | undefined
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop
          className={cx(
            'fixed inset-0 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 motion-reduce:transition-none',
            above ? 'z-[55]' : 'z-40',
          )}
        />
        <Base.Popup
          className={cx(
            'fixed inset-x-0 bottom-0 flex max-h-[90dvh] flex-col rounded-t-xl border border-line bg-raised text-ink shadow-pop transition-[opacity,transform] duration-150 data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 motion-reduce:transition-none xs:inset-x-auto xs:top-1/2 xs:bottom-auto xs:left-1/2 xs:w-[min(30rem,calc(100vw-2rem))] xs:-translate-x-1/2 xs:-translate-y-1/2 xs:rounded-xl xs:data-ending-style:-translate-y-[48%] xs:data-starting-style:-translate-y-[48%]',
            above ? 'z-[60]' : 'z-50',
          )}
        >
          <div className="flex items-start justify-between gap-3 px-5 pt-4 pb-4">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
              {description && (
                <Base.Description render={<div />} className="mt-1 text-ink-2">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label="Close"
              className="-mt-1 -mr-2 inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-5 empty:hidden">{children}</div>
          {footer && (
            <div className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] xs:flex-row xs:justify-end">
              {footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog it stands in; give it a Button element: `<DialogClose render={<Button>Keep it</Button>} />`. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <Base.Close render={render} />
}
