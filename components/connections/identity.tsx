import { Avatar, type AvatarSize } from '@/components/ui/avatar'
import { cx } from '@/components/ui/cx'

/** Picture, name and @username of an account. Names run in their own direction and are cut, not wrapped. */
export function Identity({
  avatarUrl,
  displayName,
  username,
  size = 32,
  className,
}: {
  avatarUrl: string | null
  displayName: string
  username: string
  size?: AvatarSize
  className?: string
}) {
  const name = displayName || `@${username}`
  return (
    <span className={cx('flex min-w-0 items-center gap-3', className)}>
      <Avatar src={avatarUrl} name={name} size={size} />
      <span className="block min-w-0">
        <bdi className="block truncate font-medium text-ink" title={name}>
          {name}
        </bdi>
        <span className="block truncate text-sm text-muted" title={`@${username}`}>
          @<bdi>{username}</bdi>
        </span>
      </span>
    </span>
  )
}
