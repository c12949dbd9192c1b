'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { cx } from './cx'
import type { NoticeTone } from './notice'

export type ToastInput = { tone: NoticeTone; title: string; description?: string | undefined }
type Shown = ToastInput & { id: number }

const STAY_MS = 7_000
const MOST = 3
const SIGNS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }
const COLOURS: Record<NoticeTone, string> = {
  info: 'text-info',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
}

type Toaster = {
  show: (toast: ToastInput) => void
  /** Why an action was refused, with the reference under which the audit log and the server's log know it. */
  fail: (error: { message: string; reference: string }) => void
}

const ToastContext = createContext<Toaster | null>(null)

/** Shows a short message that goes away by itself; for results that the page also shows in some other way. */
export function useToast(): Toaster {
  const context = useContext(ToastContext)
  if (!context) throw new Error('useToast needs a ToastProvider above it.')
  return context
}

/** Failures stay until they are closed; the rest leaves, but never while it is pointed at. */
function Toast({ toast, onClose }: { toast: Shown; onClose: (id: number) => void }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || toast.tone === 'danger') return
    const timer = setTimeout(() => onClose(toast.id), STAY_MS)
    return () => clearTimeout(timer)
  }, [held, toast, onClose])
  const Sign = SIGNS[toast.tone]
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex items-start gap-3 rounded-lg border border-line bg-raised px-4 py-3 text-ink shadow-pop"
    >
      <Sign aria-hidden className={cx('mt-0.5 size-4 shrink-0', COLOURS[toast.tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{toast.title}</p>
        {toast.description && <p className="mt-0.5 text-ink-2">{toast.description}</p>}
      </div>
      <button
        type="button"
        aria-label="Close message"
        onClick={() => onClose(toast.id)}
        className="-mt-1 -mr-2 inline-flex size-7 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}

/** Holds the messages; one per console. The region is always there, so that screen readers hear additions. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([])
  const close = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const value = useMemo(() => {
    const show = (toast: ToastInput) =>
      setToasts((all) => [...all.slice(1 - MOST), { ...toast, id: (all.at(-1)?.id ?? 0) + 1 }])
    const fail: Toaster['fail'] = ({ message, reference }) =>
      show({ tone: 'danger', title: message, description: `Reference ${reference}` })
    return { show, fail }
  }, [])
  return (
    <ToastContext value={value}>
      {children}
      <section
        aria-label="Messages"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 md:inset-x-auto md:right-6 md:bottom-6 md:w-96"
      >
        <ul className="flex flex-col gap-2">
          {toasts.map((toast) => (
            <Toast key={toast.id} toast={toast} onClose={close} />
          ))}
        </ul>
      </section>
    </ToastContext>
  )
}
