import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '../ui/button'
import { Input } from '../ui/input'

/** Search by name; the words live in the URL, so it works without JavaScript and can be sent to somebody. */
export function CreatorSearch({ href, q }: { href: string; q: string | undefined }) {
  return (
    <search>
      <Form action={href} className="flex max-w-md gap-2">
        <span className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
          />
          <Input
            key={q}
            type="search"
            name="q"
            aria-label="Search creators by name"
            placeholder="Search by name"
            maxLength={100}
            defaultValue={q}
            className="pr-9 pl-9 [&::-webkit-search-cancel-button]:hidden"
          />
          {q && (
            <Link
              href={href}
              aria-label="Clear the search"
              className="absolute inset-y-0 right-1.5 my-auto inline-flex size-7 items-center justify-center rounded text-muted hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Link>
          )}
        </span>
        <Button type="submit">Search</Button>
      </Form>
    </search>
  )
}
