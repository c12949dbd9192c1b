import { test } from '../fixtures/creator-test'
import { expectActive, offerWay } from '../fixtures/providers'
import { CreatorStage, TeamStage } from '../pages/login-stage'
import { ONLYFANSAPI } from '../scenarios/onlyfansapi'
import { ONLYFANSKIT } from '../scenarios/onlyfanskit'
import { PROVIDER_PAGES } from '../scenarios/provider-pages'
import { WHITELABEL } from '../scenarios/whitelabel'
import { userOf, type World } from '../scenarios/world'

// Every state of every provider: at a desk as the team goes through it, on a phone as the creator does.
const ALL = [...ONLYFANSAPI, ...ONLYFANSKIT, ...WHITELABEL, ...PROVIDER_PAGES]

for (const [index, { way, title, side, only, play, after }] of ALL.entries())
  test(`${way}: ${title}`, async ({ agency, openAs, openCreator, sql, watch }, { project }) => {
    const isPhone = project.name === 'phone'
    test.skip(only !== undefined && only !== project.name, `On a ${only} alone.`)
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
