import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isSandboxKey, readConfig } from './config'
import { TestBench } from './testing'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-state-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('state', () => {
  it('is there again after a restart, for its owner alone', async () => {
    const first = await TestBench.start(dir)
    const id = (await first.connect('mia@creator.sandbox.com')).get('connection_id')
    const path = await first.init()
    await first.control('POST', '/clock', { advanceMs: 60_000 })
    await first.stop()
    expect(statSync(join(dir, 'sandbox.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['sandbox.json'])
    const second = await TestBench.start(dir)
    expect(await second.list()).toEqual([expect.objectContaining({ id })])
    expect((await second.list())[0]?.userData).toMatchObject({
      avatar: expect.stringContaining(second.origin),
    })
    expect((await second.status(path)).body).toEqual({ status: 'initialized' })
    expect((await second.control('POST', '/clock', { reset: true })).body.now).toBe(
      '2026-06-15T12:00:00.000Z',
    )
    await second.stop()
  })

  it('is written within moments, not only at the end', async () => {
    const bench = await TestBench.start(dir)
    await bench.init()
    await expect.poll(() => readdirSync(dir), { timeout: 1_000 }).toEqual(['sandbox.json'])
    await bench.stop()
  })

  it.each(['{"version":1', '{"version":99}', ''])(
    'starts clean from an unreadable file and says so: %s',
    async (text) => {
      writeFileSync(join(dir, 'sandbox.json'), text)
      const lines: string[] = []
      const bench = await TestBench.start(dir, (line) => lines.push(line))
      expect(await bench.list()).toEqual([])
      expect(lines.join()).toContain('starts clean')
      await bench.stop()
      expect(readdirSync(dir).sort()).toEqual(['sandbox.json', 'sandbox.json.unreadable'])
    },
  )
})

describe('configuration', () => {
  const good = {
    SANDBOX_PORT: '4010',
    SANDBOX_CONTROL_TOKEN: 'x'.repeat(16),
    SANDBOX_DATA_DIR: '/nowhere',
    NODE_ENV: 'test',
  } as const

  it('reads lists', () => {
    expect(
      readConfig({ ...good, SANDBOX_API_KEYS: 'sk_sandbox_aaaa, sk_sandbox_bbbb' }).apiKeys,
    ).toHaveLength(2)
  })

  it.each([
    { SANDBOX_PORT: 'x' },
    { SANDBOX_CONTROL_TOKEN: 'short' },
    { SANDBOX_DATA_DIR: '' },
    { SANDBOX_API_KEYS: 'sk_live_aaaa' },
  ])('refuses %o', (wrong) => {
    expect(() => readConfig({ ...good, ...wrong })).toThrow(/^SANDBOX_/)
  })

  it('knows a sandbox key', () => {
    expect(
      ['sk_sandbox_abcd', 'sk_live_abcd', 'sk_sandbox_', ' sk_sandbox_abcd', '__proto__'].map(isSandboxKey),
    ).toEqual([true, false, false, false, false])
  })
})
