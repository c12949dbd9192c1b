'use client'

import { AppWindow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { FrameView } from '@/lib/embed/frame-view'
import type { FrameNews, FrameStep } from '@/lib/embed/protocol'
import type { NewsResult } from '@/lib/embed/take-news'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'
import { FrameDialog } from './frame-dialog'

/** For a member of the team: opens the provider's page in a dialog, at once when they have just begun. */
export function FramePanel({
  slug,
  linkSessionId,
  provider,
  opensItself,
  open,
  news,
  onPage,
}: {
  slug: string
  linkSessionId: string
  /** The provider's name. */
  provider: string
  /** The session was begun a moment ago in this browser. */
  opensItself: boolean
  open: AgencyAction<FrameView>
  news: AgencyAction<NewsResult>
  /** Starts anew on the provider's own page; null where there is none. */
  onPage: AgencyAction<{ url: string | null }> | null
}) {
  const router = useRouter()
  const toast = useToast()
  const [view, setView] = useState<FrameView | null>(null)
  const opening = useAgencyAction(slug, open)
  const telling = useAgencyAction(slug, news)
  const leaving = useAgencyAction(slug, onPage ?? NO_PAGE)
  const didOpen = useRef(false)
  const show = () => opening.run({ linkSessionId }, { onDone: setView, onError: toast.fail })
  const showAtOnce = useRef(show)
  useEffect(() => {
    if (!opensItself || didOpen.current) return
    didOpen.current = true
    showAtOnce.current()
  }, [opensItself])
  const close = () => {
    setView(null)
    router.refresh()
  }
  const heard = (kind: FrameNews, step: FrameStep | null) => {
    // After a failure one tries again in the same page.
    const staysOpen = kind === 'failed'
    if (kind !== 'invalid_session' && !staysOpen) setView(null)
    telling.run(
      { linkSessionId, news: kind, step },
      {
        onDone: ({ frame }) => {
          if (frame) setView(frame)
          else if (!staysOpen) close()
        },
        onError: (error) => {
          toast.fail(error)
          close()
        },
      },
    )
  }
  return (
    <>
      <Button
        variant="primary"
        onClick={show}
        pending={opening.pending || telling.pending || leaving.pending}
      >
        {!opening.pending && !telling.pending && <AppWindow aria-hidden />}
        Log in at {provider}
      </Button>
      {view && (
        <FrameDialog
          key={view.url}
          view={view}
          words={{
            title: `Log in at ${provider}`,
            close: 'Close',
            loading: `Opening ${provider}’s page…`,
            blockedTitle: `${provider}’s page does not show here`,
            blocked:
              'Something blocks it in this window: an extension, a company network, or an allowed origin that is missing at the provider.',
            onPage: 'Go on at the provider’s page',
          }}
          events={heard}
          onClosed={close}
          onPage={
            onPage &&
            (() =>
              leaving.run(
                { linkSessionId },
                {
                  onDone: ({ url }) => {
                    if (url) window.location.assign(url)
                    else close()
                  },
                  onError: toast.fail,
                },
              ))
          }
        />
      )}
    </>
  )
}

const NO_PAGE: AgencyAction<{ url: string | null }> = async () => ({ ok: true, data: { url: null } })
