import { accountOf, makeConnection } from '../fixtures/agency'
import { newestSession } from '../fixtures/link'
import { expect, test } from '../fixtures/test'
import { ConnectPage } from '../pages/connect-page'
import { ConnectionPage } from '../pages/connection-page'
import { ConsolePage, hydrated } from '../pages/console-page'
import { HostedPage } from '../pages/hosted-page'
import { ListPage } from '../pages/list-page'

const PAYLOADS = [
  '<script>window.pwned=1</script>',
  '"><script>window.pwned=1</script>',
  '</script><script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '"><img src=x onerror=window.pwned=1>',
  "'><svg onload=window.pwned=1>",
  '<svg><script>window.pwned=1</script></svg>',
  '<iframe srcdoc="<script>parent.pwned=1</script>">',
  '<body onload=window.pwned=1>',
  '<a href="javascript:window.pwned=1">go</a>',
  'javascript:window.pwned=1',
  '<details open ontoggle=window.pwned=1>',
  '<math><mtext></p><img src=x onerror=window.pwned=1>',
  '</title><script>window.pwned=1</script>',
  '</style><script>window.pwned=1</script>',
  '<!--<img src="--><img src=x onerror=window.pwned=1>',
  '<style>@import "//evil.example"</style>',
  '<base href="//evil.example/">',
  '<form action="//evil.example"><button>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '{{constructor.constructor("window.pwned=1")()}}',
  ['$', '{window.pwned=1}'].join(''),
  '\\"}]);window.pwned=1;//',
  '\u2028window.pwned=1\u2029',
  '\u202Egnp.exe\u202C',
  '1:"$Sreact.fragment"',
  '$undefined',
  '$F1',
  '__proto__',
  'Z\u0351\u0343\u030Ba\u0357\u036Flgo',
]

test('names from the provider are only text, on every page', async ({ agency, openAs, sql, watch }) => {
  test.setTimeout(180_000)
  // The last wall: a picture from a host that is not listed is not even asked for.
  watch.allow(/img-src|evil\.example|javascript:/)
  const made = []
  for (const [index, name] of PAYLOADS.entries()) {
    const account = accountOf(`Hostile ${index}`, {
      name,
      username: `${name.replace(/\s/g, '').slice(0, 40)}-${index}`,
      avatarUrl: index % 2 === 0 ? 'https://evil.example/a.png' : 'javascript:window.pwned=1',
      status: 'expired',
    })
    made.push(
      await makeConnection(sql, agency, account, {
        status: 'needs_reauth',
        reason: 'provider_expired',
        note: name,
      }),
    )
  }
  await sql`update connections set avatar_url = 'https://evil.example/a.png?"onerror="window.pwned=1' where agency_id = ${agency.id}`
  const page = await openAs('owner')
  const requested: string[] = []
  // Those that the policy stops never finish.
  page.on('requestfinished', (request) => requested.push(new URL(request.url()).hostname))
  const inert = async () => {
    await hydrated(page)
    expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
    const strange = page
      .locator('main')
      .locator('[onerror],[onload],[ontoggle],iframe,base,meta,style,script,a[href^="javascript:"]')
    await expect(strange).toHaveCount(0)
    expect(requested.filter((host) => host === 'evil.example')).toEqual([])
  }
  const list = new ListPage(page, agency)
  await list.visit()
  await expect(list.rows).toHaveCount(PAYLOADS.length)
  const shown = await list.rows.locator('bdi').allTextContents()
  for (const payload of PAYLOADS) expect(shown).toContain(payload)
  await inert()
  const console = new ConsolePage(page, agency)
  for (const path of [
    '',
    '/attention',
    '/creators',
    '/connections/new',
    `/connections?q=${encodeURIComponent(PAYLOADS[3] ?? '')}`,
  ]) {
    await console.open(path)
    await inert()
  }
  const connection = new ConnectionPage(page, agency)
  for (const known of made.filter((_, index) => index % 3 === 0)) {
    await connection.visit(known.id)
    await expect(connection.main.getByLabel('Note')).toHaveValue(known.account.name.replace(/\r\n?/g, '\n'))
    await inert()
  }
})

test('what people type is only text as well', async ({ agency, openAs, sql }) => {
  const page = await openAs('staff')
  const payload = '"><img src=x onerror=window.pwned=1>'
  const form = new ConnectPage(page, agency)
  await form.visit()
  await form.creator.fill(payload)
  await form.note.fill(payload)
  await form.submit.click()
  await new HostedPage(page).arrive()
  const { id } = await newestSession(sql, agency)
  const console = new ConsolePage(page, agency)
  for (const path of [
    `/link-sessions/${id}`,
    '',
    '/creators',
    `/creators?q=${encodeURIComponent(payload)}`,
    '/connections/new',
  ]) {
    await console.open(path)
    expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
    await expect(page.locator('main img[src="x"]')).toHaveCount(0)
  }
  await console.open('/creators')
  await expect(console.main).toContainText(payload)
})
