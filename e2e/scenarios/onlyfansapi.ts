import { expect } from '@playwright/test'
import type { Agency } from '../fixtures/agency'
import { pushAttempt } from '../fixtures/providers'
import { BAD, CONFIRM, FAILED, look, mailOf, phoneLink, type Scenario, TITLE, userOf } from './world'

const answers = async (agency: Agency) =>
  (await agency.control.calls({ method: 'PUT', path: '/api/authenticate/' })).length

export const ONLYFANSAPI: Scenario[] = [
  {
    way: 'ofapi',
    title: 'refused, then a wrong code, then the right one',
    play: async (world) => {
      const { stage } = world
      await stage.logIn(mailOf(world, 'bad'))
      await stage.refused(BAD)
      await look(world, 'a refused login')
      await stage.logIn(mailOf(world, 'sms'))
      await stage.title(TITLE.sms)
      await stage.says('ends in 42')
      await stage.wrong()
      await stage.title(TITLE.sms)
      await look(world, 'a wrong code')
      await stage.give()
      return 'sms'
    },
  },
  {
    way: 'ofapi',
    title: 'a step without a name, and an account that is connected already',
    play: async (world) => {
      const { stage } = world
      await stage.logIn(mailOf(world, 'unknown'))
      await stage.says('OnlyFansAPI says: solving captcha…')
      await look(world, 'an unknown step')
      await stage.connected(userOf(world, 'unknown'))
      await stage.begin('Another One')
      await stage.logIn(mailOf(world, 'unknown'))
      await stage.says(['this account is connected there already', 'This account is connected already'])
      await stage.again()
      await stage.logIn(mailOf(world, 'ok'))
      return 'ok'
    },
  },
  {
    way: 'ofapi',
    title: 'fails late, then a face check that is confirmed too early',
    play: async (world) => {
      const { stage, agency, way } = world
      await stage.logIn(mailOf(world, 'late'))
      await pushAttempt(agency, way, 'go-on')
      await stage.says(FAILED)
      await stage.again()
      await stage.logIn(mailOf(world, 'face'))
      await stage.title(TITLE.face)
      await stage.says('Face checks are few')
      await look(world, 'a face check')
      await stage.press(CONFIRM)
      await expect.poll(() => answers(agency)).toBe(1)
      await pushAttempt(agency, way, 'do-selfie')
      await stage.press(CONFIRM)
      return 'face'
    },
  },
  {
    way: 'ofapi',
    title: 'the phone app',
    play: async (world) => {
      const { stage, agency, way } = world
      await stage.press('Log in with the OnlyFansAPI app')
      await stage.title('Go on in the OnlyFansAPI app')
      await phoneLink(world, 'Open the OnlyFansAPI app')
      await look(world, 'the phone app')
      await pushAttempt(agency, way, 'approve', mailOf(world, 'ok'))
      return 'ok'
    },
  },
  {
    way: 'ofapi',
    title: 'the plan’s limit, then a code that the provider mails',
    play: async (world) => {
      const { stage, agency } = world
      await agency.control.loginSwitches('onlyfansapi', { minuteLimit: 0 })
      await stage.logIn(mailOf(world, 'email'))
      await stage.limited(['asked us to slow down', 'Too much was going on at once'], world.sql)
      await agency.control.loginSwitches('onlyfansapi', { minuteLimit: 1_000 })
      await stage.logIn(mailOf(world, 'email'))
      await stage.title('OnlyFans asks for a code')
      await stage.press(['Mail the instructions to her', 'Mail me the instructions'])
      await stage.says('OnlyFansAPI was asked to send the mail.')
      await stage.give()
      return 'email'
    },
  },
  {
    way: 'ofapi',
    title: 'slow, and then the authenticator app',
    play: async (world) => {
      const { stage, agency, way } = world
      await stage.logIn(mailOf(world, 'slow'))
      await stage.says('Sending the login form…')
      await pushAttempt(agency, way, 'app')
      await stage.title(TITLE.app)
      await stage.give('123 456')
      return 'slow'
    },
  },
]
