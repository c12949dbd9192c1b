import { ChevronRight, ChevronsLeft } from 'lucide-react'
import type { InviteListInput } from '@/lib/invites/input'
import { LinkButton } from '../ui/link-button'
import { inviteListHref } from './list-url'

/** The way to the next and to the first page; nothing when there is one only. */
export function InvitePaging({
  slug,
  input,
  next,
}: {
  slug: string
  input: InviteListInput
  next: string | null
}) {
  if (!input.cursor && !next) return null
  return (
    <nav aria-label="Pages of the list" className="flex justify-end gap-2">
      {input.cursor && (
        <LinkButton size="sm" href={inviteListHref(slug, input)} prefetch={false}>
          <ChevronsLeft aria-hidden />
          First page
        </LinkButton>
      )}
      {next && (
        <LinkButton
          size="sm"
          href={inviteListHref(slug, input, { cursor: next })}
          rel="next"
          prefetch={false}
        >
          Next page
          <ChevronRight aria-hidden />
        </LinkButton>
      )}
    </nav>
  )
}
