import type { Way } from '../fixtures/providers'
import { pushAttempt } from '../fixtures/providers'
import { FrameDialog } from '../pages/frame-dialog'
import { ProviderScreen } from '../pages/provider-screen'
import { DENIED, LOCKED } from './whitelabel'
import { FAILED, look, mailOf, type Scenario, type World } from './world'

/** OFAuth's page, where consent was given. */
async function consented({ page, way }: World): Promise<ProviderScreen> {
  const screen = new ProviderScreen(way === 'embed' ? new FrameDialog(page).frame : page)
  await screen.press('Continue')
  return screen
}

const codes = (way: Way): Scenario => ({
  way,
  title: 'refused, then a choice of two factors and a wrong code',
  play: async (world) => {
    const screen = await consented(world)
    await screen.logIn(mailOf(world, 'bad'))
    await screen.complains('4 tries left')
    await screen.logIn(mailOf(world, 'both'))
    await screen.press('Send a text message')
    await screen.give('000000')
    await screen.complains('not right')
    await screen.give()
    return 'both'
  },
})

const endings = (way: Way): Scenario => ({
  way,
  title: 'locked, denied, a late failure, then a selfie that is first refused',
  play: async (world) => {
    const { stage } = world
    for (const [tag, words] of [
      // What a frame says of a reason is not believed.
      ['locked', way === 'embed' ? 'It did not work' : LOCKED],
      ['denied', DENIED],
      ['late', FAILED],
    ] as const) {
      const screen = await consented(world)
      await screen.logIn(mailOf(world, tag))
      await stage.says(words)
      await stage.again()
    }
    const screen = await consented(world)
    await screen.logIn(mailOf(world, 'face'))
    await screen.press('Take one that is refused')
    await screen.complains('not accepted')
    await screen.press('Take the selfie')
    return 'face'
  },
})

const quick = (way: Way, tag: 'sms' | 'app' | 'slow' | 'forced-face'): Scenario => ({
  way,
  title: {
    sms: 'a text message',
    app: 'an app',
    slow: 'a slow login',
    'forced-face': 'an insisting face check',
  }[tag],
  play: async (world) => {
    const screen = await consented(world)
    await screen.logIn(mailOf(world, tag))
    if (tag === 'forced-face') await screen.press('Take the selfie')
    else if (tag !== 'slow') await screen.give()
    return tag
  },
})

/** All that the widget shows, one after the other, each ended so that the person tries again in the same window. */
async function throughWidget(world: World): Promise<string> {
  const { page, agency, way } = world
  const widget = new ProviderScreen(new FrameDialog(page).frame, 'Log in')
  const again = async () => {
    await widget.shows('Not connected')
    await widget.press('Try again')
  }
  await widget.shows('Connect your OnlyFans account')
  await look(world, 'the widget')
  for (const tag of ['bad', 'late']) {
    await widget.logIn(mailOf(world, tag))
    await again()
  }
  for (const tag of ['sms', 'app']) {
    await widget.logIn(mailOf(world, tag))
    await widget.give('000000')
    await widget.complains('Wrong 2FA code')
    await pushAttempt(agency, way, 'fail')
    await widget.give()
    await again()
  }
  await widget.logIn(mailOf(world, 'face'))
  await widget.press('I did the selfie')
  await widget.complains('not completed yet')
  await pushAttempt(agency, way, 'fail')
  await widget.press('I did the selfie')
  await again()
  await widget.logIn(mailOf(world, 'email'))
  await widget.press('Send the e-mail')
  await widget.give()
  return 'email'
}

const waits = (tag: 'slow' | 'unknown'): Scenario => ({
  way: 'widget',
  title: tag === 'slow' ? 'a slow login' : 'a step without a name',
  side: 'team',
  only: 'desktop',
  play: async (world) => {
    const { page, agency, way } = world
    const widget = new ProviderScreen(new FrameDialog(page).frame, 'Log in')
    await widget.logIn(mailOf(world, tag))
    await widget.shows('Logging in…')
    if (tag === 'slow') await pushAttempt(agency, way, 'go-on')
    return tag
  },
})

export const PROVIDER_PAGES: Scenario[] = [
  codes('hosted'),
  endings('hosted'),
  { ...quick('hosted', 'sms'), only: 'phone' },
  { ...quick('hosted', 'app'), only: 'phone' },
  { ...quick('hosted', 'slow'), only: 'phone' },
  quick('hosted', 'forced-face'),
  { ...codes('embed'), side: 'team' },
  { ...endings('embed'), side: 'team', only: 'desktop' },
  { ...quick('embed', 'forced-face'), side: 'team', only: 'desktop' },
  {
    way: 'widget',
    title: 'every factor, every failure, and a good login at last',
    side: 'team',
    play: throughWidget,
  },
  waits('slow'),
  waits('unknown'),
]
