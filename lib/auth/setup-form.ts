import 'server-only'
import { redirect } from 'next/navigation'
import { systemDb } from '../system/db'
import { hitLimit } from '../system/rate-limit'
import type { RequestFacts } from './request-facts'
import { makeFirstAgency, type SetupInput, setupState } from './setup'
import { openBrowserSession } from './sign-in'
import { tooManyTries } from './too-many-tries'

const LIMIT = { name: 'setup', max: 20, windowSeconds: 3600 }

/** The state for the page, without a way to try tokens quickly. */
export async function readSetupState(token: unknown, address: string): Promise<'open' | 'refused' | 'done'> {
  const wait = await hitLimit(systemDb(), { ...LIMIT, name: 'setup-page', max: 60 }, address, new Date())
  return wait === null ? setupState(systemDb(), token) : 'refused'
}

/** The setup form: makes the first agency, signs its owner in and leads there. */
export async function setUp(input: SetupInput, facts: RequestFacts): Promise<never> {
  const wait = await hitLimit(systemDb(), LIMIT, facts.address, new Date())
  if (wait !== null) throw tooManyTries(wait)
  const slug = await makeFirstAgency(systemDb(), input)
  await openBrowserSession(input)
  redirect(`/a/${slug}`)
}
