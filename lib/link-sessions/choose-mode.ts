import type { Capabilities } from '../providers/adapter-types'
import type { LinkMode } from '../providers/types'

/** What the person sits at: a phone or an in-app browser, or a desktop with room for a dialog. */
export const SURFACES = ['phone', 'desktop'] as const
export type Surface = (typeof SURFACES)[number]

/** Frames and small screens do not get along: on a phone the provider's own page comes first. */
const ORDER: Record<Surface, readonly LinkMode[]> = {
  phone: ['redirect', 'polling', 'embed', 'whitelabel'],
  desktop: ['embed', 'redirect', 'polling', 'whitelabel'],
}

/**
 * The mode of a new session: the one that was asked for where it is offered, else what suits the surface. White-label
 * is used only where it is asked for, or is all that the agency allows. Null when nothing is offered.
 */
export function chooseMode(
  capabilities: Pick<Capabilities, 'modes' | 'reconnectModes'>,
  purpose: 'connect' | 'reconnect',
  surface: Surface,
  asked: LinkMode | null,
): LinkMode | null {
  const offered = purpose === 'connect' ? capabilities.modes : capabilities.reconnectModes
  if (asked) return offered.includes(asked) ? asked : null
  return ORDER[surface].find((mode) => offered.includes(mode)) ?? null
}
