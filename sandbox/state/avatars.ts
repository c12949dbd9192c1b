import type { Runtime } from '../runtime'
import type { Person } from './schema'

export function avatarOf(runtime: Runtime, person: Pick<Person, 'avatar' | 'ofUserId'>): string | null {
  return person.avatar === 'generated' ? `${runtime.origin}/avatars/${person.ofUserId}.png` : person.avatar
}
