import { cx } from './cx'

/** A grey place-holder; give it the size of what will stand there, so that nothing shifts. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden
      className={cx('block animate-pulse rounded bg-sunken motion-reduce:animate-none', className)}
    />
  )
}
