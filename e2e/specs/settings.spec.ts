import { deflateSync } from 'node:zlib'
import { expectGoodLook } from '../fixtures/look'
import { expect, test } from '../fixtures/test'
import { ConsolePage } from '../pages/console-page'

/** A square of one colour, as a real PNG. */
function png(side: number): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
    return c >>> 0
  })
  const crc = (bytes: Buffer) => {
    let c = 0xffffffff
    for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
    return (c ^ 0xffffffff) >>> 0
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 90)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => line)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('name and logo, as creators see them', async ({ agency, openAs, openFor }) => {
  const page = await openAs('admin')
  const settings = new ConsolePage(page, agency)
  await settings.open('/settings')
  await expectGoodLook(page, 'settings')
  const name = settings.main.getByLabel('Agency name')
  await name.fill('')
  await name.fill('Nordlicht & Töchter')
  await settings.main.getByRole('button', { name: 'Save name' }).click()
  await expect(settings.messages).toContainText('Name saved')
  await expect(page.getByRole('banner')).toContainText('Nordlicht & Töchter')

  const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
    settings.main.getByLabel('Choose a logo').setInputFiles(file)
  const problem = settings.main.getByRole('alert')
  await choose({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await expect(problem).toContainText('not a PNG, JPEG or WebP')
  await choose({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(300 * 1024) })
  await expect(problem).toContainText('larger than 256 KB')
  // What only pretends gets past the browser, and no further.
  const page1 = Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(80))
  await choose({ name: 'logo.png', mimeType: 'image/png', buffer: page1 })
  await settings.main.getByRole('button', { name: 'Save logo' }).click()
  await expect(problem).toContainText('not a PNG, JPEG or WebP')
  await expectGoodLook(page, 'settings, refused')
  await settings.main.getByRole('button', { name: 'Keep the old one' }).click()

  await choose({ name: 'logo.png', mimeType: 'image/png', buffer: png(96) })
  await settings.main.getByRole('button', { name: 'Save logo' }).click()
  await expect(settings.messages).toContainText('Logo saved')
  const shown = settings.main.locator('img')
  await expect(shown).toHaveAttribute('src', /^\/api\/agency-logo\//)
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(96)
  await expectGoodLook(page, 'settings with a logo')

  const path = (await shown.getAttribute('src')) ?? ''
  const outside = await openFor(null)
  const answer = await outside.request.get(path)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
  })
  const older = await outside.request.get(path.replace(/v=.*/, 'v=0'))
  expect(older.headers()['cache-control']).toBe('no-store')

  await settings.main.getByRole('button', { name: 'Remove' }).click()
  await expect(settings.messages).toContainText('Logo removed')
  expect((await outside.request.get(path)).status()).toBe(404)
})

test('staff look at it, and are told who may change it', async ({ agency, openAs }) => {
  const settings = new ConsolePage(await openAs('staff'), agency)
  await settings.open('/settings')
  await expect(settings.main).toContainText('You can look at this, not change it')
  await expect(settings.main.getByRole('textbox')).toHaveCount(0)
  await expect(settings.main.getByRole('button')).toHaveCount(0)
  await expectGoodLook(settings.page, 'settings, staff')
})

test('on a phone everything is reached from the bar', async ({ agency, openAs }) => {
  const page = await openAs('owner')
  await page.setViewportSize({ width: 390, height: 844 })
  const console = new ConsolePage(page, agency)
  await console.open()
  const bar = page.getByRole('navigation', { name: 'Main' })
  await expect(bar.getByRole('link')).toHaveCount(4)
  for (const label of ['Creators', 'Team', 'Audit log', 'Settings', 'Account']) {
    await bar.getByRole('button', { name: /^More/ }).click()
    await page.getByRole('menuitem', { name: label }).click()
    await expect(console.main.getByRole('heading', { level: 1 })).toHaveText(label)
    await expect(bar.getByRole('button', { name: /^More\s?, the current page is in here/ })).toBeVisible()
    await console.settled()
  }
  await bar.getByRole('button', { name: /^More/ }).press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
})
