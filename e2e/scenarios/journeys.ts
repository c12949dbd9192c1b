import { test } from '../fixtures/creator-test'
import { expectActive, offerWay } from '../fixtures/providers'
import { CreatorStage, TeamStage } from '../pages/login-stage'
import { ONLYFANSAPI } from './onlyfansapi'
import { ONLYFANSKIT } from './onlyfanskit'
import { PROVIDER_PAGES } from './provider-pages'
import { WHITELABEL } from './whitelabel'
import { type Scenario, userOf, type World } from './world'

const ALL = [...ONLYFANSAPI, ...ONLYFANSKIT, ...WHITELABEL, ...PROVIDER_PAGES]

/** The journeys of one kind of screen, or those that are made on every one. */
export function makeJourneys(only?: Scenario['only']): void {
  for (const [index, scenario] of ALL.entries()) if (scenario.only === only) make(scenario, index)
}

function make({ way, title, side, play, after }: Scenario, index: number): void {
  test(`${way}: ${title}`, async ({ agency, openAs, openCreator, sql, watch }, { project }) => {
    const isPhone = project.name === 'phone'
    // The sandbox's page puts the cursor into its first field, which a browser refuses to a frame.
    watch.allow(/Blocked autofocusing/)
    await offerWay(sql, agency, way)
    const isTeam = side === 'team' || !isPhone
    const stage = isTeam
      ? new TeamStage(await openAs('staff'), agency, side === 'team')
      : new CreatorStage((await openCreator()).page, agency, sql)
    const name = `${way.slice(0, 3)}.${index}`
    const world: World = { agency, sql, page: stage.page, stage, way, isPhone, name }
    await stage.begin('Nora Novak')
    const tag = await play(world)
    await stage.connected(userOf(world, tag))
    await expectActive(sql, agency, userOf(world, tag))
    await after?.(world)
  })
}
