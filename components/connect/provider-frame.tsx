'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/auth/action'
import type { FrameView } from '@/lib/embed/frame-view'
import type { FrameNews, FrameStep } from '@/lib/embed/protocol'
import { FrameDialog, type FrameDialogWords } from '../embed/frame-dialog'
import { Spinner } from '../ui/spinner'
import { bigButton } from './big-button'
import type { ErrorWords } from './step-form'
import { type FrameActions, GO } from './step-props'

/** Calls an action of the page: whether it is under way, and why it was refused. What it shows is then read again. */
function useAsk() {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<keyof ErrorWords | null>(null)
  const ask = useCallback(
    async <T,>(call: () => Promise<ActionResult<T>>): Promise<T | null> => {
      setBusy(true)
      setRefused(null)
      const answer = await call().catch(() => null)
      setBusy(false)
      if (answer?.ok) return answer.data
      setRefused(answer === null ? 'offline' : answer.error.code)
      router.refresh()
      return null
    },
    [router],
  )
  return { ask, busy, refused }
}

/** Opens the provider's page in a dialog over hers, by itself at first and then at a press. */
export function ProviderFrame({
  actions,
  label,
  busyLabel,
  words,
  errors,
  hasPage,
}: {
  actions: FrameActions
  label: string
  busyLabel: string
  words: FrameDialogWords
  errors: ErrorWords
  /** The provider has a page of its own, for when the dialog is blocked. */
  hasPage: boolean
}) {
  const router = useRouter()
  const [view, setView] = useState<FrameView | null>(null)
  const { ask, busy, refused } = useAsk()
  const show = useCallback(async () => {
    const opened = await ask(() => actions.open({}))
    if (opened) setView(opened)
  }, [ask, actions])
  const didOpen = useRef(false)
  useEffect(() => {
    if (didOpen.current) return
    didOpen.current = true
    void show()
  }, [show])
  const close = () => {
    setView(null)
    router.refresh()
  }
  const heard = async (news: FrameNews, step: FrameStep | null) => {
    // After a failure one tries again in the same page.
    const staysOpen = news === 'failed'
    if (news !== 'invalid_session' && !staysOpen) setView(null)
    const answer = await ask(() => actions.news({ news, step }))
    if (answer?.frame) setView(answer.frame)
    else if (!staysOpen) close()
  }
  const leave = async () => {
    const done = await ask(async () => {
      const answer = await actions.leave({})
      return answer.ok ? { ok: true as const, data: true } : answer
    })
    if (done) window.location.assign(GO)
  }
  return (
    <div className="flex flex-col gap-3">
      {refused && !busy && (
        <p
          role="alert"
          className="rounded-xl border border-danger-line bg-danger-soft px-4 py-3 text-lg text-ink"
        >
          {errors[refused]}
        </p>
      )}
      <button
        type="button"
        onClick={show}
        disabled={busy}
        aria-busy={busy || undefined}
        className={bigButton()}
      >
        {busy && <Spinner />}
        {busy ? busyLabel : label}
      </button>
      {view && (
        <FrameDialog
          key={view.url}
          view={view}
          words={words}
          events={heard}
          onClosed={close}
          onPage={hasPage ? leave : null}
        />
      )}
    </div>
  )
}
