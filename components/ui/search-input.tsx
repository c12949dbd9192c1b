import { Search } from 'lucide-react'
import { cx } from './cx'
import { Input, type InputProps } from './input'
import { Spinner } from './spinner'

/** A search field with its sign, which turns while the answer is on its way. */
export function SearchInput({ pending = false, className, ...rest }: InputProps & { pending?: boolean }) {
  return (
    <span className="relative block min-w-0 flex-1">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted"
      >
        {pending ? <Spinner /> : <Search className="size-4" />}
      </span>
      <Input {...rest} type="search" maxLength={100} className={cx('pl-9', className)} />
    </span>
  )
}
