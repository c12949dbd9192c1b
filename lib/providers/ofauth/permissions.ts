/** What a permission of OFAuth lets an agency do, in plain words. Pure, without imports: pages use it too. */

export type PermissionWords = {
  /** Completes the sentence "The agency can …". */
  words: string
  access: 'read' | 'write' | 'unknown'
}

/** The 19 strings that OFAuth's Access reference asks for. */
const WORDS: Record<string, string> = {
  'profile:read': 'see the profile (name, @username, picture, counts) and look up other users',
  'profile:write': 'change the name and the “about” text of the profile',
  'posts:read': 'see the posts and how they are priced',
  'posts:write': 'publish, edit and delete posts',
  'messages:read': 'read the chats and the media in them',
  'messages:write': 'send and take back messages, to one fan or to many',
  'subscribers:read': 'see the list of fans and how long they have subscribed',
  'subscribers:write': 'keep notes, custom names and discounts for fans',
  'subscriptions:read': 'see how many fans there are, and which accounts this one follows',
  'lists:read': 'see the lists into which fans are sorted',
  'lists:write': 'make, change and delete lists of fans',
  'promotions:read': 'see promotions, bundles, trial links and tracking links with their results',
  'promotions:write': 'make, share, change and end promotions, bundles, trial links and tracking links',
  'vault:read': 'see the photos and videos in the vault',
  'vault:write': 'upload photos and videos, and sort the vault',
  'analytics:read': 'see statistics of posts, stories, streams, messages and visitors',
  'earnings:read': 'see earnings, transactions and chargebacks',
  'notifications:read': 'see the notifications',
  'users:write': 'restrict other users, lift a restriction, and see who is restricted or blocked',
}

/** The known permission strings, in the order in which they read best. */
export const KNOWN_PERMISSIONS: readonly string[] = Object.keys(WORDS)

/** Words for any permission string; one that we do not know is shown as it is. */
export function permissionWords(permission: string): PermissionWords {
  const known = Object.hasOwn(WORDS, permission) ? WORDS[permission] : undefined
  if (known === undefined) {
    return {
      words: `use “${permission.slice(0, 80)}”, a permission that Patchbay has no words for yet`,
      access: 'unknown',
    }
  }
  return { words: known, access: permission.endsWith(':write') ? 'write' : 'read' }
}
