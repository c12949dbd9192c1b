import { Send } from 'lucide-react'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { LinkButton } from '../ui/link-button'

/** Where the provider's own page asks for the login, the creator comes to it by an invite. */
export function InviteInstead({ slug, session }: { slug: string; session: LinkSessionView }) {
  const about = session.connection ? `connection=${session.connection.id}` : `creator=${session.creator.id}`
  return (
    <section aria-labelledby="invite" className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <div>
        <h3 id="invite" className="font-semibold text-ink">
          Let her do it on her own phone
        </h3>
        <p className="mt-0.5 text-pretty text-ink-2">
          This login is bound to the browser that began it. With an invite <bdi>{session.creator.name}</bdi>{' '}
          logs in by herself, on her own phone.
        </p>
      </div>
      <LinkButton href={`/a/${slug}/invites/new?${about}`} className="self-start">
        <Send aria-hidden />
        Invite her instead
      </LinkButton>
    </section>
  )
}
