/** Invented people of the demo. Any likeness to a real account is an accident. */
const FIRST = [
  'Maya',
  'Luna',
  'Jade',
  'Ivy',
  'Nora',
  'Zoe',
  'Ruby',
  'Stella',
  'Freya',
  'Cleo',
  'Mila',
  'Thea',
  'Iris',
  'Wren',
  'Sage',
  'Faye',
  'June',
  'Opal',
  'Vera',
  'Lola',
]
const LAST = [
  'Marlowe',
  'Voss',
  'Hartley',
  'Quinn',
  'Solano',
  'Winters',
  'Delacroix',
  'Okafor',
  'Brandt',
  'Ferrara',
]

export const TAGS = ['vip', 'new', 'europe', 'us-east', 'weekly report', 'onboarding']

export const ALL_PERMISSIONS = [
  'profile:read',
  'profile:write',
  'posts:read',
  'posts:write',
  'messages:read',
  'messages:write',
  'subscribers:read',
  'subscribers:write',
  'subscriptions:read',
  'vault:read',
  'analytics:read',
  'earnings:read',
  'notifications:read',
]

export type Person = { name: string; username: string; email: string; ofUserId: string }

/** The n-th invented person; the same n is always the same person. */
export function person(n: number): Person {
  const first = FIRST[n % FIRST.length] ?? 'Maya'
  const last = LAST[(n * 7 + Math.floor(n / FIRST.length) * 3) % LAST.length] ?? 'Voss'
  const username = `${first}${last}`.toLowerCase() + (n >= FIRST.length ? String(n) : '')
  return {
    name: `${first} ${last}`,
    username,
    email: `${username}@creator.sandbox.com`,
    ofUserId: String(310_000_000 + n * 48_611),
  }
}

/** A small seeded generator: the demo looks the same on every machine. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
