import { X } from 'lucide-react'
import Form from 'next/form'
import { Button } from '../ui/button'
import { PageLink } from '../ui/page-link'
import { SearchInput } from '../ui/search-input'

/** Search by name; the words live in the URL, so it works without JavaScript and can be sent to somebody. */
export function CreatorSearch({ href, q }: { href: string; q: string | undefined }) {
  return (
    <search>
      <Form action={href} className="flex max-w-md gap-2">
        <span className="relative flex min-w-0 flex-1">
          <SearchInput
            key={q}
            name="q"
            aria-label="Search creators by name"
            placeholder="Search by name"
            defaultValue={q}
            className="pr-9 [&::-webkit-search-cancel-button]:hidden"
          />
          {q && (
            <PageLink
              href={href}
              aria-label="Clear the search"
              className="absolute inset-y-0 right-1.5 my-auto inline-flex size-7 items-center justify-center rounded text-muted hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </PageLink>
          )}
        </span>
        <Button type="submit">Search</Button>
      </Form>
    </search>
  )
}
