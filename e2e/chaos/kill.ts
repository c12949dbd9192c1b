import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import type { Bench } from './bench'
import { connectionsOf, expectOneLinePerChange, theSession } from './books'
import type { Member } from './member'
import type { Stop } from './stops'

/** One place at which a process is killed. */
export type Kill = {
  name: string
  /** Goes there. A request of a browser, which must come to nothing; null where there is none. */
  begin: () => Promise<unknown> | null
  /** Resolves once it is there. */
  reached: () => Promise<void>
  /** How the books stand with the process dead: half-done. */
  halfDone: () => Promise<void>
  /** How they must stand soon afterwards. */
  whole: () => Promise<void>
  /** What happens in its own time, after all are whole. */
  later?: () => Promise<void>
}
export type Make = (bench: Bench, member: Member) => Promise<Kill>

/** An e-mail that nobody else logs in with; the tag chooses what the sandbox asks for. */
export const newEmail = (tag = 'ok') => `p${randomUUID().slice(0, 12)}+${tag}@creator.sandbox.com`

export async function newAgency(bench: Bench, member: Member): Promise<Agency> {
  const agency = await bench.agency()
  await member.join(agency)
  return agency
}

/** The attempt's session is done, its connection is there once, on both sides. */
export async function expectConnected({ sql }: Bench, agency: Agency): Promise<void> {
  expect(await theSession(sql, agency)).toMatchObject({ state: 'completed' })
  expect(await connectionsOf(sql, agency)).toMatchObject([{ status: 'active' }])
  await expectOneLinePerChange(sql, agency)
}

/** The transaction of this process that makes or renews the connection. */
export const settling = (process: Stop['process']): Stop => ({
  process,
  table: 'audit_log',
  does: 'insert',
  action: 'link_session.complete',
})
