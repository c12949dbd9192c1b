import { LoaderCircle } from 'lucide-react'
import { cx } from './cx'

/** A turning circle; the words beside it say what is going on. Still when reduced motion is asked for. */
export function Spinner({ className }: { className?: string }) {
  return (
    <LoaderCircle aria-hidden className={cx('size-4 animate-spin motion-reduce:animate-none', className)} />
  )
}
