import { expect } from '@playwright/test'
import { pushAttempt } from '../fixtures/providers'
import { ConnectionPage } from '../pages/connection-page'
import { SessionPage } from '../pages/session-page'
import { BAD, CONFIRM, FAILED, look, mailOf, phoneLink, type Scenario, TITLE, type World } from './world'

const AGAIN = 'The connection works again'

/** One press repairs with the login that the provider kept; what it forgot is asked for in the form. */
async function repair({ agency, page, stage, isPhone }: World): Promise<void> {
  const [account] = (await agency.control.logins()).onlyfanskit.accounts
  expect(account).toMatchObject({ remembers: true })
  if (isPhone) return
  const connection = new ConnectionPage(page, agency)
  await new SessionPage(page, agency).openConnection()
  const id = connection.id()
  const breakOff = async (how: 'expire' | 'forget-login') => {
    await agency.control.actOnLogin(account?.id ?? '', 'expire')
    await agency.control.actOnLogin(account?.id ?? '', how)
    await connection.verify()
    await connection.hasStatus('Needs reconnect')
    await connection.reconnect.click()
  }
  await breakOff('expire')
  // Nobody typed the login; OnlyFans asks for the code all the same.
  await stage.title(TITLE.sms)
  await stage.give()
  await stage.title(AGAIN)
  await connection.visit(id)
  await breakOff('forget-login')
  await stage.title('Log in to OnlyFans again')
  await stage.refused('The provider keeps no login of this account')
  await stage.logIn(account?.email ?? '')
  await stage.title(TITLE.sms)
  await stage.give()
  await stage.title(AGAIN)
}

export const ONLYFANSKIT: Scenario[] = [
  {
    way: 'kit',
    title: 'refused, then a code by SMS, and the login is kept',
    play: async (world) => {
      const { stage } = world
      await stage.logIn(mailOf(world, 'bad'))
      await stage.refused(BAD)
      const remember = stage.all.getByRole('checkbox', { name: /OnlyFansKit (to )?keep (the|my) login/ })
      await expect(remember).not.toBeChecked()
      await remember.check()
      await look(world, 'the form with its choice')
      await stage.logIn(mailOf(world, 'sms'))
      await stage.title(TITLE.sms)
      await stage.wrong()
      await stage.give()
      return 'sms'
    },
    after: repair,
  },
  {
    way: 'kit',
    title: 'slow, then an e-mail whose code is first wrong',
    play: async (world) => {
      const { stage, agency, way } = world
      await stage.logIn(mailOf(world, 'slow'))
      await stage.says('At work…')
      await pushAttempt(agency, way, 'email')
      await stage.title(TITLE.email)
      await look(world, 'an e-mail is asked for')
      await stage.press(['Send her the code by e-mail', 'Send me the code by e-mail'])
      await stage.says('It can take a minute to arrive.')
      await stage.wrong()
      await stage.give()
      return 'slow'
    },
  },
  {
    way: 'kit',
    title: 'the limit of an hour, then the authenticator app',
    play: async (world) => {
      const { stage, agency } = world
      await agency.control.loginSwitches('onlyfanskit', { connectsPerHour: 0 })
      await stage.logIn(mailOf(world, 'app'))
      await stage.limited(['asked us to slow down', 'Too much was going on at once'], world.sql)
      await look(world, 'a limit is reached')
      await agency.control.loginSwitches('onlyfanskit', { connectsPerHour: 1_000 })
      await stage.logIn(mailOf(world, 'app'))
      await stage.title(TITLE.app)
      await stage.give()
      return 'app'
    },
  },
  {
    way: 'kit',
    title: 'fails late, then a login on the phone',
    play: async (world) => {
      const { stage, agency, way } = world
      await stage.logIn(mailOf(world, 'late'))
      await pushAttempt(agency, way, 'go-on')
      await stage.says(FAILED)
      await stage.again()
      await stage.logIn(mailOf(world, 'mobile'))
      await stage.title('Go on in the OnlyFansKit app')
      await phoneLink(world, 'Open the OnlyFansKit app')
      await expect(
        stage.all.getByRole('link', { name: 'No app? Open the page of OnlyFansKit' }),
      ).toBeVisible()
      await pushAttempt(agency, way, 'approve')
      return 'mobile'
    },
  },
  {
    way: 'kit',
    title: 'a face check, not offered yet and then offered',
    play: async (world) => {
      const { stage, agency, way } = world
      await agency.control.loginSwitches('onlyfanskit', { selfie: 'upcoming' })
      await stage.logIn(mailOf(world, 'face'))
      await stage.title(TITLE.face)
      await stage.says('Face checks are few')
      await stage.press(CONFIRM)
      await expect(stage.all.getByRole('alert')).toBeVisible()
      await agency.control.loginSwitches('onlyfanskit', { selfie: 'supported' })
      await pushAttempt(agency, way, 'do-selfie')
      await stage.press(CONFIRM)
      return 'face'
    },
  },
]
