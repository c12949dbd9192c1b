import { Avatar } from '@/components/ui/avatar'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import type { IdentityView } from '@/lib/link-sessions/get-link-session'

/** An OnlyFans account, so that two can be told apart at a glance. */
export function IdentityCard({
  heading,
  identity,
  strange,
}: {
  heading: string
  identity: IdentityView
  /** This is not the one that was asked for. */
  strange?: boolean
}) {
  const name = identity.displayName || `@${identity.username}`
  return (
    <section
      className={cx(
        'min-w-0 flex-1 rounded-lg border bg-surface p-4',
        strange ? 'border-danger-line' : 'border-line',
      )}
    >
      <h3 className={cx('text-sm font-medium', strange ? 'text-danger' : 'text-muted')}>{heading}</h3>
      <div className="mt-3 flex min-w-0 items-center gap-3">
        <Avatar src={identity.avatarUrl} name={name} size={80} />
        <div className="min-w-0">
          <bdi className="line-clamp-2 text-lg font-semibold text-ink" title={name}>
            {name}
          </bdi>
          <p className="truncate text-ink-2">
            @<bdi>{identity.username}</bdi>
          </p>
          <p className="flex items-center gap-1 text-sm text-muted">
            User id <span className="font-mono">{identity.ofUserId}</span>
            <CopyButton value={identity.ofUserId} label={`Copy user id ${identity.ofUserId}`} />
          </p>
        </div>
      </div>
    </section>
  )
}
