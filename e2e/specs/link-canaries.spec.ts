import { type Canary, dumpDatabase, findIn, keepAnswers, readLogs } from '../fixtures/canaries'
import { environment } from '../fixtures/environment'
import { Mailbox } from '../fixtures/mailbox'
import { expect, test } from '../fixtures/test'
import { CreatorPage } from '../pages/creator-page'
import { InvitesPage } from '../pages/invites-page'

const mailbox = new Mailbox()
const PASSWORD = 'canary-hers-password-30d2'

/** Of the creator's browser: its cookies open her page and her link. */
async function cookieCanaries(creator: CreatorPage): Promise<Canary[]> {
  const cookies = await creator.page.context().cookies(environment.baseUrl)
  return ['patchbay-browser', 'patchbay-creator'].map((name) => ({
    name: `her cookie ${name}`,
    value: cookies.find((cookie) => cookie.name === name)?.value ?? '',
  }))
}

test('no link, code or password of a creator stands in a log, a row, a mail to others or the team’s pages', async ({
  agency,
  openAs,
  openFor,
  sql,
  who,
}) => {
  test.setTimeout(180_000)
  const stamp = Date.now()
  const team = `kanaria.team.${stamp}@creators.example`
  const hers = `kanaria.hers.${stamp}@creators.example`
  const staff = new InvitesPage(await openAs('staff'), agency)
  const seen = keepAnswers(staff.page.context())
  await staff.create('Kanaria Creator', { 'Send it by e-mail': team })
  await staff.done()
  const mail = await mailbox.waitFor(team, 'invite')
  const link = mail.links.find((one) => one.includes('/connect/i/')) ?? ''
  const token = link.split('/').at(-1) ?? ''

  const creator = new CreatorPage(await openFor(null))
  await creator.page.goto(link)
  await creator.logIn(`kanaria.creator.${stamp}@creator.sandbox.com`)
  await creator.acknowledge()
  await creator.page.getByLabel('Your e-mail address').fill(hers)
  await creator.button('Send me a code').click()
  const code = /\b\d{3}\s?\d{3}\b/.exec((await mailbox.waitFor(hers, 'code')).text)?.[0] ?? ''
  await creator.page.getByLabel('Code from the mail').fill(code)
  await creator.button('Confirm').click()
  await creator.page.getByRole('link', { name: 'Open my page' }).click()
  await creator.page.getByLabel('Your name').fill('Kanaria Creator')
  await creator.page.getByLabel('Choose a password').fill(PASSWORD)
  await creator.button('Make my account').click()
  await expect(creator.main).toContainText('You can also sign in')

  for (const path of ['', '/invites', '/connections', '/attention', '/creators', '/notices', '/team'])
    await staff.open(path)

  const secrets: Canary[] = [
    { name: 'token of the link', value: token },
    { name: 'her password', value: PASSWORD },
    ...(await cookieCanaries(creator)),
  ]
  for (const { name, value } of secrets) expect(value.length, name).toBeGreaterThanOrEqual(12)
  const digits = code.replace(/\s/, '')
  expect(digits).toMatch(/^\d{6}$/)
  const CODE = new RegExp(`(?<![\\d.])${digits.slice(0, 3)}\\s?${digits.slice(3)}(?!\\d)`)

  for (const { name, text } of readLogs()) {
    expect.soft(findIn(text, secrets, false), name).toEqual([])
    expect.soft(text, name).not.toMatch(new RegExp(`code\\W{1,4}${digits}`, 'i'))
  }
  for (const { name, text } of await dumpDatabase(sql)) {
    expect.soft(findIn(text, secrets, false), name).toEqual([])
    if (/codes|mails|audit_log|events|job/.test(name)) expect.soft(text, name).not.toMatch(CODE)
  }
  // Her own mails lead her back by her own link; a code stands in the mail of the code alone.
  const toHer = [...(await mailbox.list(team)), ...(await mailbox.list(hers))]
  expect(toHer.length).toBeGreaterThanOrEqual(2)
  for (const { kind, subject, text, html } of toHer) {
    const whole = `${subject}\n${text}\n${html}`
    expect.soft(findIn(whole, secrets.slice(1), false), kind).toEqual([])
    if (kind !== 'code') expect.soft(whole, kind).not.toMatch(CODE)
  }
  for (const { kind, text, html } of await mailbox.list((await who('staff')).email))
    expect.soft(findIn(`${text}\n${html}`, secrets, false), kind).toEqual([])
  for (const { name, text } of await seen()) {
    // The dialog that hands the link over is the one place where the team is shown it.
    const handsOver = name.startsWith('POST ') && text.includes(link)
    expect.soft(findIn(text, handsOver ? secrets.slice(1) : secrets, false), name).toEqual([])
    expect.soft(text.includes(hers), `her own address in ${name}`).toBe(false)
  }
})
