import { FollowStream } from './follow'

/**
 * Keeps a creator's page up to date: everything of her link, her hand-off and her own page. Shows nothing itself.
 * @param name of what this browser follows (`creatorName`): tabs with the same name share a stream; without one they
 * do not
 * @param seen what `/connect/status` would say of the page as it is rendered now
 */
export function LiveCreator({ name, seen }: { name?: string; seen?: string }) {
  return (
    <FollowStream
      url="/connect/events"
      name={name ?? null}
      topics={['creator']}
      at={Date.now()}
      status={seen === undefined ? null : { url: '/connect/status', seen }}
      isFrame={false}
    />
  )
}
