import { expect } from '@playwright/test'
import { doFaceCheck } from '../fixtures/providers'
import type { Words } from '../pages/login-stage'
import { BAD, FAILED, look, mailOf, type Scenario, TITLE } from './world'

export const LOCKED: Words = ['OnlyFans has locked this account', 'OnlyFans has locked your account']
export const DENIED: Words = ['when access was to be granted', 'You did not agree to the list of permissions']

export const WHITELABEL: Scenario[] = [
  {
    way: 'whitelabel',
    title: 'refused, then codes by SMS down to the last try',
    play: async (world) => {
      const { stage } = world
      await stage.logIn(mailOf(world, 'bad'))
      await stage.refused(BAD)
      await stage.logIn(mailOf(world, 'sms'))
      await stage.title(TITLE.sms)
      await stage.says('3 tries are left.')
      await stage.says('Time left: 0')
      await stage.wrong()
      await stage.says('2 tries are left.')
      await stage.wrong('111111')
      await stage.says('1 try is left.')
      await stage.says('This is the last try')
      await look(world, 'the last try')
      await stage.give()
      return 'sms'
    },
  },
  {
    way: 'whitelabel',
    title: 'locked, then a choice of two factors',
    play: async (world) => {
      const { stage } = world
      await stage.logIn(mailOf(world, 'locked'))
      await stage.says(FAILED)
      await stage.again()
      await stage.logIn(mailOf(world, 'both'))
      await expect(stage.all.getByRole('region', { name: 'Another way' })).toBeVisible({ timeout: 30_000 })
      await look(world, 'two factors to choose from')
      await stage.all.getByRole('button', { name: /SMS/ }).click()
      await stage.says('It can take a minute to arrive.')
      await stage.give()
      return 'both'
    },
  },
  {
    way: 'whitelabel',
    title: 'access denied, a late failure, then a face check',
    play: async (world) => {
      const { stage, agency } = world
      await stage.logIn(mailOf(world, 'denied'))
      await stage.says(DENIED)
      await stage.again()
      await stage.logIn(mailOf(world, 'late'))
      await stage.says(FAILED)
      await stage.again()
      await stage.logIn(mailOf(world, 'face'))
      await stage.title(TITLE.face)
      await stage.says('OnlyFans allows only 3 more.')
      await look(world, 'a face check without a link')
      await doFaceCheck(agency)
      return 'face'
    },
  },
  {
    way: 'whitelabel',
    title: 'a face check that OnlyFans insists on',
    play: async (world) => {
      const { stage, agency } = world
      await stage.logIn(mailOf(world, 'forced-face'))
      await stage.title(TITLE.forced)
      await stage.says('Face checks are few')
      await doFaceCheck(agency)
      return 'forced-face'
    },
  },
  ...['app', 'slow'].map(
    (tag): Scenario => ({
      way: 'whitelabel',
      title: tag === 'app' ? 'the authenticator app' : 'a login that takes its time',
      play: async (world) => {
        const { stage } = world
        await stage.logIn(mailOf(world, tag))
        await stage.title(tag === 'app' ? TITLE.app : 'Logging in')
        if (tag === 'app') await stage.give()
        return tag
      },
    }),
  ),
]
