import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../testing/world'
import { getDiagnosis } from './get-diagnosis'
import { FAILURES } from './testing/failures'
import { Player } from './testing/player'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

describe('every failure that the sandbox produces gets its card', () => {
  it.concurrent.each(Object.entries(FAILURES))('%s', async (_, failure) => {
    const player = await Player.make(world, failure.start)
    await failure.fail(player)
    const told = await getDiagnosis(player.agency.ctx(), player.connectionId)
    expect([told.cause, told.action]).toEqual([failure.cause, failure.action])
    expect(told.unrepairable).toBe(failure.unrepairable)
    expect(told.evidence.length, 'it rests on something').toBeGreaterThan(0)
  })
})

const source = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const words = (text: string) => all(text, /'([^']+)'/g)

/** How its pages behave in our frame, and how long a text message takes: no connection breaks of that. */
const ABOUT_PAGES = ['embedFrame', 'embedExit', 'smsWaitSeconds']

describe('the table knows everything that the sandbox knows', () => {
  const schema = source('sandbox/state/schema.ts')
  const between = (text: string, from: string, to: string) => text.split(from)[1]?.split(to)[0] ?? ''
  const flow = ['engine', 'codes', 'attempt'].map((name) => source(`sandbox/flow/${name}.ts`)).join('\n')
  const switches = all(between(source('sandbox/state/switches.ts'), 'z.object({', '\n})'), /^ {2}(\w+):/gm)
  const known: [string, string[]][] = [
    ['action', words(between(source('sandbox/control/actions.ts'), 'const ACTIONS = [', ']'))],
    ['fault', all(source('sandbox/control/faults.ts'), /z\.literal\('([^']+)'\)/g)],
    ['end', words(between(source('sandbox/flow/scenarios.ts'), '  end: ', '\n'))],
    ['step', words(between(schema, 'step: z.enum([', '])'))],
    ['code', all(`${flow}\n${source('sandbox/pages/hosted.ts')}`, /errorCode: '([^']+)'/g)],
    ['switch', switches.filter((name) => !ABOUT_PAGES.includes(name))],
  ]

  it.each(known)('%s', (kind, names) => {
    expect(names.length).toBeGreaterThan(2)
    const covered = Object.keys(FAILURES).flatMap((name) => name.split(', '))
    for (const name of names) expect(covered).toContain(`${kind} ${name}`)
  })
})
