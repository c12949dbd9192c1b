const SLUG = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?'
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** The pages of the console that a sign-in may lead back to. Queries are left out on purpose. */
const CONSOLE_PATH = new RegExp(
  `^/a/(${SLUG})(?:/(connections|attention|creators|invites|team|audit|settings|notices|account)|/(connections|invites)/(new|${UUID})|/(link-sessions|bulk|team)/(${UUID}))?$`,
)

/**
 * Where to go after signing in. Whatever the address bar says is taken apart and rebuilt from known parts, so
 * that nothing but one of our own pages can come out; everything else is the front page.
 */
export function returnPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > 300) return '/'
  if (value === '/connect/mine' || value === '/join') return value
  const match = CONSOLE_PATH.exec(value)
  if (!match) return '/'
  const [, slug, section, ...deeper] = match
  const rest = section ? [section] : deeper.filter((part) => part !== undefined)
  return ['', 'a', slug, ...rest].join('/')
}

/** The page that asks for the second step, with where to go afterwards. */
export function secondStepPath(next: unknown): string {
  const path = returnPath(next)
  return path === '/' ? '/sign-in/second-step' : `/sign-in/second-step?next=${encodeURIComponent(path)}`
}
