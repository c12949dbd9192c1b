import { verifyConnection } from '../connections/verify-connection'
import { CONFIRM_MS } from '../health/suspicion'
import type { Agency, World } from './world'

/** Lets the time pass that lies between the first word of an ended login and the second look, for one connection. */
export async function passTime(world: World, connectionId: string): Promise<void> {
  await world.db.admin`update connections
    set suspect_since = suspect_since - ${`${CONFIRM_MS + 1_000} milliseconds`}::interval where id = ${connectionId}`
}

/** The second look at a connection whose login seems to have ended, as the queue makes it. */
export async function lookAgain(world: World, agency: Agency, connectionId: string): Promise<void> {
  await passTime(world, connectionId)
  await verifyConnection(agency.ctx('system'), { connectionId })
}
