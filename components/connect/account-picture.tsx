import type { ShownAccount } from '@/lib/connect/view'
import { Avatar } from '../ui/avatar'
import { cx } from '../ui/cx'

/** An OnlyFans account as she knows it: picture, name and @username. */
export function AccountPicture({
  account,
  label,
  strange,
}: {
  account: ShownAccount
  label?: string
  /** This is not the one that was expected. */
  strange?: boolean
}) {
  const name = account.displayName || `@${account.username}`
  return (
    <div
      className={cx(
        'flex min-w-0 items-center gap-4 rounded-xl border p-4',
        strange ? 'border-warning-line bg-warning-soft' : 'border-line bg-canvas',
      )}
    >
      <Avatar src={account.avatarUrl} name={name} size={80} />
      <div className="min-w-0 text-lg">
        {label && <p className="text-base text-ink-2">{label}</p>}
        <bdi className="text-xl font-semibold break-words text-ink">{name}</bdi>
        <p className="break-all text-ink-2">
          @<bdi>{account.username}</bdi>
        </p>
      </div>
    </div>
  )
}
