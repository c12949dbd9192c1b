'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FrameView } from '@/lib/embed/frame-view'
import { frameAddress } from '@/lib/embed/protocol'
import { Button } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { type FrameEvents, useFrameMessages } from './use-frame-messages'

export type FrameDialogWords = {
  title: string
  close: string
  loading: string
  blockedTitle: string
  blocked: string
  onPage: string
}

/** A page that says nothing for so long is blocked, or not there. */
const SILENCE_MS = 8_000

const theme = () => (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

/**
 * The provider's page in a dialog over ours. Keeps the focus inside and closes on Escape: the page is asked first, and
 * what it answers only makes our server look. A page that stays silent can be opened outside the dialog instead.
 */
export function FrameDialog({
  view,
  words,
  events,
  onClosed,
  onPage,
}: {
  view: FrameView
  words: FrameDialogWords
  events: FrameEvents
  /** The dialog is gone, without a word of the page. */
  onClosed: () => void
  /** Go on outside the dialog; null where the provider has no such page. */
  onPage: (() => void) | null
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [address, setAddress] = useState<URL | null>(null)
  const { isLoaded, isSilent, askToClose } = useFrameMessages(frame, view.protocol, address?.origin ?? null, {
    events,
    silenceMs: SILENCE_MS,
    onGone: onClosed,
  })
  // The theme and our origin are the browser's to know.
  useEffect(() => {
    setAddress(frameAddress(view.protocol, view.url, { origin: window.location.origin, theme: theme() }))
  }, [view.url, view.protocol])
  return (
    <Base.Root open onOpenChange={(open) => !open && askToClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup className="fixed inset-0 z-50 flex flex-col bg-raised text-ink shadow-pop xs:inset-auto xs:top-1/2 xs:left-1/2 xs:h-[min(44rem,calc(100dvh-2rem))] xs:w-[min(28rem,calc(100vw-2rem))] xs:-translate-x-1/2 xs:-translate-y-1/2 xs:rounded-xl xs:border xs:border-line">
          <div className="flex shrink-0 items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="min-w-0 truncate font-semibold">{words.title}</Base.Title>
            <Base.Close
              aria-label={words.close}
              className="inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          <div className="relative min-h-0 flex-1 overflow-hidden xs:rounded-b-xl">
            {address && (
              <iframe
                ref={frame}
                src={address.href}
                title={words.title}
                allow="camera; microphone; clipboard-read; clipboard-write"
                referrerPolicy="origin"
                className="size-full border-0 bg-surface"
              />
            )}
            {!isLoaded && !isSilent && (
              <p
                role="status"
                className="pointer-events-none absolute inset-0 flex items-center justify-center gap-2 bg-raised text-ink-2"
              >
                <Spinner />
                {words.loading}
              </p>
            )}
            {isSilent && !isLoaded && (
              <div
                role="alert"
                className="absolute inset-0 flex flex-col items-center justify-center gap-3 bg-raised p-6 text-center"
              >
                <p className="font-semibold text-ink">{words.blockedTitle}</p>
                <p className="max-w-prose text-pretty text-ink-2">{words.blocked}</p>
                {onPage && (
                  <Button variant="primary" onClick={onPage}>
                    {words.onPage}
                  </Button>
                )}
              </div>
            )}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
