import { randomUUID } from 'node:crypto'
import { accountOf, makeConnection } from '../fixtures/agency'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { answered } from '../fixtures/watch'
import { ConsolePage } from '../pages/console-page'
import { SignInPage } from '../pages/sign-in-page'
import { joinAs, openInvitation, TeamPage } from '../pages/team-page'

const PASSWORD = 'a-few-random-words-here'
const newPerson = (name: string) => ({ name, email: `${randomUUID()}@e2e.example`, password: PASSWORD })

test('from a copied link to a member, an admin, and out at the next click', async ({
  agency,
  openAs,
  openFor,
  watch,
  who,
}) => {
  watch.allow(answered(404))
  const team = new TeamPage(await openAs('owner'), agency)
  await team.visit()
  const url = await team.invite('Staff')
  await expect(team.main).toContainText('By link')

  // Scanners and previews do no harm.
  const scanner = await openFor(null)
  for (let i = 0; i < 20; i += 1) {
    const answer = await scanner.request.fetch(url, { method: i % 2 ? 'HEAD' : 'GET', maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, '/join'])
    expect(answer.headers()['cache-control']).toContain('no-store')
    expect(answer.headers()['referrer-policy']).toBe('no-referrer')
  }

  const person = newPerson('Nina Newcomer')
  const hers = await openFor(null)
  await openInvitation(hers, url)
  await expect(hers.getByRole('heading', { level: 1 })).toHaveText(`Join ${agency.name}`)
  await expect(hers.getByRole('main')).toContainText(
    `${(await who('owner')).name} invites you into the team as staff`,
  )
  await joinAs(hers, { ...person, email: (await who('owner')).email })
  await expect(hers.getByRole('main')).toContainText('cannot be used for a new account')
  await expect(hers.getByLabel('Your name')).toHaveValue(person.name)
  await joinAs(hers, person)
  await hers.waitForURL(`**${agency.path}`)
  const her = new ConsolePage(hers, agency)
  await her.settled()
  await expect(hers.getByRole('link', { name: 'Audit log' })).toHaveCount(0)

  const late = await openFor(null)
  await openInvitation(late, url)
  await expect(late.getByRole('heading', { level: 1 })).toHaveText('This invitation was accepted already')

  await team.openPerson(person.name)
  await team.setRole('Admin')
  await hers.getByRole('link', { name: 'Connections', exact: true }).click()
  await hers.waitForURL('**/connections')
  await her.open('/audit')
  await expect(her.main).toContainText('Changed a person’s role')

  await team.main.getByRole('button', { name: 'Deactivate' }).click()
  await expect(team.dialog).toContainText(`Every browser of ${person.name} is signed out at once.`)
  await team.dialog.getByRole('button', { name: 'Deactivate' }).click()
  await expect(team.messages).toContainText(`${person.name} is out of the team`)
  // Her open page notices by itself.
  await hers.waitForURL(/\/sign-in\?next=/)
  const form = new SignInPage(hers)
  await form.signIn(person)
  await expect(hers.getByRole('heading', { level: 1 })).toHaveText(
    /You belong to no agency|There is nothing here/,
  )

  await team.open('/audit?group=team')
  for (const words of [
    'Invited somebody into the team',
    'Joined the team',
    'Changed a person’s role',
    'Deactivated a person',
  ])
    await expect(team.main).toContainText(words)
  const download = team.page.waitForEvent('download')
  await team.main.getByRole('link', { name: 'Export CSV' }).click()
  const file = await (await download).createReadStream()
  let text = ''
  for await (const chunk of file) text += String(chunk)
  const lines = text.split('\r\n')
  expect(lines[0]).toContain('time_utc,actor,')
  expect(lines.filter((line) => line.includes('member.deactivate'))).toHaveLength(1)
  expect(text).not.toContain('audit.export')
  await team.open('/audit')
  await expect(team.main).toContainText('Exported the audit log')
})

test('limited staff see assigned creators on every page, from the next request on', async ({
  agency,
  openAs,
  sql,
  watch,
  who,
}) => {
  watch.allow(answered(404))
  const seen = await makeConnection(sql, agency, accountOf('Asta Assigned', { status: 'expired' }), {
    status: 'needs_reauth',
    reason: 'provider_expired',
    tags: ['hers'],
  })
  const hidden = await makeConnection(sql, agency, accountOf('Hilde Hidden', { status: 'expired' }), {
    status: 'needs_reauth',
    reason: 'provider_expired',
    tags: ['not-hers'],
  })
  const { id, name } = await who('staff')
  await sql`update memberships set assigned_only = true where agency_id = ${agency.id} and user_id = ${id}`
  const team = new TeamPage(await openAs('owner'), agency)
  await team.openPerson(name)
  await team.main.getByLabel('Search creators by name').fill('asta')
  await team.main.getByRole('button', { name: 'Search' }).click()
  await team.page.waitForURL(/q=asta/)
  const box = team.main.getByRole('checkbox', { name: 'Asta Assigned' })
  await box.check()
  await expect(box).toBeEnabled()

  const console = new ConsolePage(await openAs('staff'), agency)
  await sql`update memberships set assigned_only = true where agency_id = ${agency.id} and user_id = ${id}`
  const pages = [
    '',
    '/connections',
    '/connections?q=h',
    '/attention',
    '/creators',
    '/invites',
    '/notices',
    '/bulk',
    '/connections/new',
    '/invites/new',
  ]
  for (const path of pages) {
    await console.open(path)
    await expect(console.page.locator('body'), path).not.toContainText(/Hilde|hilde\.hidden|not-hers/)
  }
  await console.open('/connections')
  await expect(console.main).toContainText('asta.assigned')
  await console.open(`/connections/${seen.id}`)
  await expect(console.main).toContainText('Asta Assigned')
  await console.open(`/connections/${hidden.id}`)
  await expect(console.main.getByRole('heading', { level: 1 })).toHaveText(/not found|does not exist/i)

  await team.main.getByRole('checkbox', { name: 'Asta Assigned' }).uncheck()
  await expect(team.main.getByRole('checkbox', { name: 'Asta Assigned' })).toBeEnabled()
  await console.open('/connections')
  await expect(console.main).not.toContainText('asta.assigned')
  await team.open('/audit?refused=1')
  await expect(team.main).toContainText('Asked for something that is not there for them')
  await expect(team.main).toContainText('@hilde.hidden')
})

test('staff see who is in the team, change nothing, and what they try is noted', async ({
  agency,
  openAs,
  who,
}) => {
  const { id, name } = await who('owner')
  const staff = new TeamPage(await openAs('staff'), agency)
  await staff.visit()
  await expect(staff.main).toContainText(name)
  await expect(staff.main.getByRole('button')).toHaveCount(0)
  for (const path of ['/audit', `/team/${id}`]) {
    await staff.open(path)
    await expect(staff.main).toContainText('Your role does not allow this')
    await expectGoodLook(staff.page, `${path} without the right`)
  }
  const refused = await staff.page.request.get(`${agency.path}/audit/export`)
  expect([refused.status(), await refused.json()]).toEqual([403, { error: 'forbidden' }])
  const owner = new ConsolePage(await openAs('owner'), agency)
  await owner.open(`/audit?refused=1&actor=${(await who('staff')).id}`)
  await expect(owner.main.getByText('Tried to read the audit log')).toHaveCount(2)
  await expect(owner.main.getByText('Tried to change the team')).toHaveCount(1)
})

test('an invitation tells whoever opens it how it stands', async ({
  agency,
  openAs,
  openFor,
  people,
  sql,
  who,
}) => {
  const team = new TeamPage(await openAs('owner'), agency)
  await team.visit()
  const url = await team.invite('Admin', { email: 'kim.mailed@e2e.example' })
  await expect(team.main).toContainText('kim.mailed@e2e.example')
  await expectGoodLook(team.page, 'team')

  const member = await openFor(await who('staff'))
  await openInvitation(member, url)
  await expect(member.getByRole('heading', { level: 1 })).toHaveText('You are in this team already')

  const stranger = await people.create('Stan Stranger')
  const his = await openFor(null)
  await openInvitation(his, url)
  await expect(his.getByLabel('Your e-mail')).toHaveValue('kim.mailed@e2e.example')
  await expectGoodLook(his, 'join')
  await his.getByRole('link', { name: 'Sign in and join with that account' }).click()
  await his.waitForURL(/\/sign-in\?next=%2Fjoin$/)
  await new SignInPage(his).signIn(stranger)
  await his.waitForURL('**/join')
  await expect(his.getByRole('main')).toContainText(stranger.email)
  await expectGoodLook(his, 'join with an account')
  await his.getByRole('button', { name: `Join ${agency.name} with this account` }).click()
  await his.waitForURL(`**${agency.path}`)

  const again = await team.invite('Staff')
  const fresh = await openFor(null)
  await openInvitation(fresh, again)
  await sql`update team_invites set expires_at = now() where agency_id = ${agency.id} and accepted_at is null`
  await joinAs(fresh, newPerson('Ella Expired'))
  await expect(fresh.getByRole('main')).toContainText('This invitation is not valid any more.')
  await fresh.reload()
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText('This invitation has expired')
  await expectGoodLook(fresh, 'expired')
  await team.visit()
  await team.main.getByRole('button', { name: 'Revoke' }).click()
  await team.dialog.getByRole('button', { name: 'Revoke' }).click()
  await expect(team.messages).toContainText('Invitation revoked')
  await fresh.reload()
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText('This invitation was withdrawn')
  await fresh.goto(`/join/${'x'.repeat(43)}`)
  await expect(fresh.getByRole('heading', { level: 1 })).toHaveText('This invitation is not valid')
})

test('pages of the team and the log look good on a phone and on a desk', async ({
  agency,
  openAs,
  sql,
  who,
}) => {
  const known = await makeConnection(sql, agency, accountOf('Lola Looks'))
  const { id } = await who('staff')
  await who('admin')
  await sql`update memberships set assigned_only = true where agency_id = ${agency.id} and user_id = ${id}`
  await sql`update connections set owner_id = ${id} where id = ${known.id}`
  await sql`insert into assignments (agency_id, user_id, creator_id, created_at)
    values (${agency.id}, ${id}, ${known.creatorId}, now())`
  const team = new TeamPage(await openAs('owner'), agency)
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await team.page.setViewportSize(size)
    for (const path of [
      '/team',
      `/team/${id}`,
      '/audit',
      '/audit?group=bulk',
      `/audit?actor=${id}&refused=1`,
    ]) {
      await team.open(path)
      await expectGoodLook(team.page, `${path} at ${size.width}`)
    }
    await team.visit()
    await team.main.getByRole('button', { name: 'Invite somebody' }).click()
    await expect(team.dialog).toBeVisible()
    await expectGoodLook(team.page, `invite dialog at ${size.width}`)
  }
})
