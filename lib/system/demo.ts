import 'server-only'
import { env } from '../env'
import demoUsers from './demo-users.json'

export type DemoSignIns = {
  password: string
  users: { email: string; name: string; role: string; agency: string; also?: string }[]
}

/** Who can sign in to the demo; null in live mode, where no such account exists. */
export function demoSignIns(): DemoSignIns | null {
  return env().PATCHBAY_MODE === 'demo' ? demoUsers : null
}

/** The page of the demo's provider where its people are; null in live mode. */
export function demoProviderAddress(): string | null {
  return env().PATCHBAY_MODE === 'demo' ? env().OFAUTH_BASE_URL : null
}
