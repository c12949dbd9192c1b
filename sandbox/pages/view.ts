import type { Attempt } from '../flow/attempt'

/** How the page is shown inside another site's page. */
export type Embed = {
  /** The one origin that is spoken to. */
  origin: string
  theme: 'light' | 'dark' | 'auto'
  /** The frame has just been opened, so that nothing was said yet. */
  fresh: boolean
  /** Of the one script that this answer may run. */
  nonce: string
}

/** A session on its way through the pages; `embed` is null when it has the whole window. */
export type View = Attempt & { embed: Embed | null }

/** The address of a step, which keeps saying how the page is shown. */
export function pathOf({ session, embed }: View, step = '', more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more)
  if (embed !== null) {
    query.set('embed', 'true')
    query.set('embed_origin', embed.origin)
    query.set('theme', embed.theme)
    query.set('loaded', 'true')
  }
  const path = `/${session.clientSecret}${step === '' ? '' : `/${step}`}`
  return query.size === 0 ? path : `${path}?${query}`
}
