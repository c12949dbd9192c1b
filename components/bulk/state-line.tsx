import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleSlash,
  Loader,
  type LucideIcon,
} from 'lucide-react'
import { ITEM_LABELS, type ItemState } from '@/lib/bulk/words'
import { cx } from '../ui/cx'

const LOOKS: Record<ItemState, { icon: LucideIcon; colour: string }> = {
  waiting: { icon: CircleDashed, colour: 'text-muted' },
  running: { icon: Loader, colour: 'text-info motion-safe:animate-spin' },
  done: { icon: CircleCheck, colour: 'text-success' },
  failed: { icon: CircleAlert, colour: 'text-danger' },
  skipped: { icon: CircleMinus, colour: 'text-muted' },
  cancelled: { icon: CircleSlash, colour: 'text-warning' },
}

/** How a row stands: icon and word, and why. */
export function StateLine({ state, words }: { state: ItemState; words: string }) {
  const { icon: Icon, colour } = LOOKS[state]
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour)} />
      <span className="min-w-0">
        <span className="block font-medium text-ink">{ITEM_LABELS[state]}</span>
        {words && <span className="block text-sm text-muted">{words}</span>}
      </span>
    </span>
  )
}
