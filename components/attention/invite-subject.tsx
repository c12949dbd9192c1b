import { Mail } from 'lucide-react'
import { PageLink } from '../ui/page-link'

/** Whose invite a row is about. */
export function InviteSubject({ href, creatorName }: { href: string; creatorName: string }) {
  return (
    <PageLink href={href} className="flex min-w-0 items-center gap-3 rounded hover:underline">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-muted"
      >
        <Mail className="size-4" />
      </span>
      <bdi className="min-w-0 truncate font-medium text-ink">{creatorName}</bdi>
    </PageLink>
  )
}
