import { test } from '../fixtures/creator-test'
import { inviteRow, makeInvite } from '../fixtures/invites'
import { sessionsOf } from '../fixtures/link'
import { expect } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import type { CreatorPage } from '../pages/creator-page'

const TAKEN = 'The login went on somewhere else'

test('a second device takes over, and the first is told', async ({ agency, openCreator, sql, watch }) => {
  watch.allow(answered(404))
  const invite = await makeInvite(sql, agency)
  const laptop = await openCreator()
  await laptop.follow(invite)
  const address = await laptop.continue()
  await laptop.page.goBack()
  await laptop.shows('Go on at OFAuth')

  const phone = await openCreator()
  await phone.follow(invite)
  await expect(phone.main).toContainText('You are already at it on another device')
  await phone.continue('Continue here instead')
  await laptop.shows(TAKEN)
  await expect(laptop.heading).toBeFocused()
  // The first page at the provider is gone.
  const stale = await laptop.page.context().newPage()
  await stale.goto(address)
  await expect(stale.getByRole('heading', { level: 1 })).toHaveText('This link does not work')

  await laptop.main.getByRole('link', { name: 'Continue here instead' }).click()
  await laptop.shows(/asks to connect/)
  await laptop.settled()
  await laptop.continue('Continue here instead')
  await phone.open()
  await phone.shows(TAKEN)
  await laptop.hosted.consent()
  await laptop.hosted.login('tess.two@creator.sandbox.com')
  await laptop.arrive()
  await laptop.shows('Is this your account?')
  await phone.shows('This link has been used')
  expect((await inviteRow(sql, invite)).uses).toBe(1)
  expect((await agency.control.state()).connections).toHaveLength(1)
})

test('two browsers race on one invite', async ({ agency, openCreator, sql, watch }) => {
  watch.allow(answered(404))
  const invite = await makeInvite(sql, agency)
  const both = [await openCreator(), await openCreator()] as const
  for (const one of both) await one.follow(invite)
  await Promise.all(both.map((one) => one.button('Continue to OFAuth').click()))
  // Each is either at the provider, or was told that the other one went on.
  for (const { page, heading } of both)
    await expect
      .poll(
        async () => new URL(page.url()).pathname !== '/connect' || (await heading.textContent()) === TAKEN,
      )
      .toBe(true)
  const live = (await sessionsOf(sql, agency)).filter(({ state }) => state === 'open')
  expect(live).toHaveLength(1)

  const shown = async (one: CreatorPage) => {
    await one.open()
    return one.heading.textContent()
  }
  const titles = [await shown(both[0]), await shown(both[1])]
  expect([...titles].sort()).toEqual(['Go on at OFAuth', TAKEN])
  const winner = titles[0] === TAKEN ? both[1] : both[0]
  const loser = winner === both[0] ? both[1] : both[0]
  await winner.continue('Go on at OFAuth')
  await winner.hosted.consent()
  await winner.hosted.login('rosa.race@creator.sandbox.com')
  await winner.arrive()
  await winner.shows('Is this your account?')
  await loser.shows('This link has been used')
  expect((await inviteRow(sql, invite)).uses).toBe(1)
  expect((await agency.control.state()).connections).toHaveLength(1)
})
