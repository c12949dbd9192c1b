import { Secret, TOTP } from 'otpauth'
import type { AccountCall } from '../auth/account-audit'
import { openSession, sessionTokenHash } from '../auth/sessions'
import { confirmTotp, startTotp } from '../auth/totp-setup'
import { findSession, type SignedIn } from '../system/find-session'
import type { World } from './world'

/** The code that an app with this secret shows now, or some steps of 30 seconds from now. */
export function codeOf(world: World, secret: string, steps = 0): string {
  const timestamp = world.clock.now().getTime() + steps * 30_000
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp })
}

/** How somebody's request arrives. */
export function callOf(world: World, userId: string, address = '192.0.2.1'): AccountCall {
  return { userId, address, requestId: 'test', now: world.clock.now() }
}

/** A session as after the right password: its token. */
export function enter(world: World, userId: string): Promise<string> {
  return openSession(world.db.system, {
    userId,
    address: '192.0.2.1',
    userAgent: 'test',
    now: world.clock.now(),
  })
}

/** Who a token signs in right now, as every request asks. */
export function whoIs(world: World, token: string): Promise<SignedIn | null> {
  return findSession(world.db.system, sessionTokenHash(token), world.clock.now())
}

/** Somebody who has just signed in and needed no second step. */
export async function signedIn(world: World, userId: string): Promise<SignedIn> {
  const user = await whoIs(world, await enter(world, userId))
  if (!user) throw new Error('not signed in')
  return user
}

/** Sets a second factor up; the clock then stands at the beginning of a step, past the code that confirmed it. */
export async function setUpFactor(
  world: World,
  userId: string,
): Promise<{ secret: string; codes: string[]; user: SignedIn }> {
  const user = await signedIn(world, userId)
  const { secret } = await startTotp(world.db.system, user, callOf(world, userId))
  const code = codeOf(world, secret)
  const { codes } = await confirmTotp(world.db.system, user, { code }, callOf(world, userId))
  const into = world.clock.now().getTime() % 30_000
  world.clock.advance(61_000 - into)
  return { secret, codes, user: { ...user, hasSecondFactor: true } }
}
