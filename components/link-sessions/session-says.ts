import type { WhoMustAct } from '@/lib/connections/words'

export type SessionTone = 'info' | 'success' | 'warning' | 'danger' | 'neutral'

export type SessionWords = {
  tone: SessionTone
  title: string
  /** What happened or is going on. */
  what: string
  /** What to do next; null when there is nothing to do. */
  next: string | null
  who: WhoMustAct
}
