import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './lib/browser.mjs'
import { lives } from './lib/identity.mjs'
import { readRecord } from './lib/lock.mjs'
import { complain, Problem, say } from './lib/output.mjs'
import { dataDir, root, shown } from './lib/paths.mjs'
import { openRegistry } from './lib/processes.mjs'

/**
 * Makes the README's pictures from the demo that runs from this checkout. Nothing in it is changed, but that a link is
 * looked at.
 */
const DOCS = path.join(root, 'docs')
const DESKTOP = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

function runningAddress() {
  const running = readRecord(path.join(dataDir, 'run', 'launcher.lock'))
  if (!lives(running) || !running.address || running.mode !== 'demo')
    throw new Problem('No demo is running from here. Start it with npm start, then make the pictures.')
  return running.address
}

async function take(page, name) {
  // The event stream never ends, so the network is never idle.
  await page.waitForFunction(
    () =>
      document.readyState === 'complete' &&
      // One below the fold is not fetched.
      [...document.images].every(
        (image) => image.complete || image.getBoundingClientRect().top > innerHeight,
      ),
  )
  await page.evaluate(() => document.fonts.ready)
  // Times stand as dates until React has taken the page over.
  await page.waitForTimeout(1_000)
  const file = path.join(DOCS, `${name}.png`)
  await page.screenshot({ path: file })
  say(shown(file))
}

async function signIn(page, address) {
  await page.goto(`${address}/sign-in`)
  await page.getByRole('button', { name: /Olivia/ }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/a\/northlight$/)
}

/** Opens an invite that nobody has used, and reads its link as a person would: from the dialog. */
async function inviteLink(page, address) {
  await page.goto(`${address}/a/northlight/invites?state=open`)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Share/ })
    .first()
    .click()
  const link = page.getByRole('textbox', { name: 'Invite link' }).first()
  await link.waitFor()
  return link.inputValue()
}

async function main() {
  const address = runningAddress()
  mkdirSync(DOCS, { recursive: true })
  const registry = openRegistry(path.join(root, '.cache'))
  const browser = await chromium.launch({
    executablePath: await findBrowser(registry),
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const desk = await (await browser.newContext(DESKTOP)).newPage()
    await signIn(desk, address)
    for (const [name, at] of [
      ['connections', '/connections'],
      ['attention', '/attention'],
    ]) {
      await desk.goto(`${address}/a/northlight${at}`)
      await take(desk, name)
    }
    const url = await inviteLink(desk, address)
    await take(desk, 'invite')
    const phone = await (await browser.newContext(PHONE)).newPage()
    await phone.goto(url)
    // The link's own language is what she sees; the README is in English.
    await phone.goto(`${address}/connect/language/en`)
    await take(phone, 'connect')
  } finally {
    await browser.close()
    await registry.close()
  }
}

main().catch((error) => {
  complain(error)
  process.exit(1)
})
