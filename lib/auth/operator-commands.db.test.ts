import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { findSession } from '../system/find-session'
import { setUpFactor } from '../testing/second-factor'
import { type Agency, APP_ORIGIN, KEY_RING, makeWorld, type World } from '../testing/world'
import { checkPassword } from './check-password'
import { openSession, sessionTokenHash } from './sessions'
import { setupState } from './setup'

// The setup form's own step signs the browser in through next-auth, which lives in Next alone.
vi.mock('./sign-in', () => ({ openBrowserSession: async () => {} }))

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** Runs an operator's command as a process of its own. */
const command = (...args: string[]) =>
  run(process.execPath, ['--conditions=react-server', '--import', 'tsx', ...args], {
    cwd: ROOT,
    env: {
      NODE_ENV: 'test',
      PATCHBAY_MODE: 'demo',
      APP_ORIGIN,
      DATABASE_URL: world.db.url('app'),
      SYSTEM_DATABASE_URL: world.db.url('system'),
      AUTH_SECRET: 'x'.repeat(32),
      PATCHBAY_KEYS: `k1:${KEY_RING.k1}`,
      OFAUTH_BASE_URL: world.sandbox.origin,
      OFAUTH_LINK_ORIGIN: world.sandbox.origin,
      ONLYFANSAPI_BASE_URL: world.sandbox.origin,
      ONLYFANSKIT_BASE_URL: world.sandbox.origin,
    },
  }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    ({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }),
  )

it('a setup token is printed while there is no agency; the last one counts, and none after that', async () => {
  const first = (await command('scripts/setup-token.ts')).stdout.trim()
  const second = (await command('scripts/setup-token.ts')).stdout.trim()
  expect([await setupState(world.db.system, first), await setupState(world.db.system, second)]).toEqual([
    'refused',
    'open',
  ])
  const [row] = await world.db.admin`select t::text as line from setup_tokens t`
  expect(row?.line).not.toContain(second)
  agency = await world.newAgency()
  expect((await command('scripts/setup-token.ts')).stdout).toBe('')
  expect(await setupState(world.db.system, second)).toBe('done')
}, 60_000)

it('a password reset prints a new password once and ends all sessions', async () => {
  const { id, email } = agency.users.staff
  const now = new Date()
  const token = await openSession(world.db.system, { userId: id, address: '', userAgent: '', now })
  const { stdout, code } = await command('scripts/user.ts', 'reset', email.toUpperCase())
  const password = /: (\S{16})$/m.exec(stdout)?.[1]
  expect(code).toBe(0)
  expect(await findSession(world.db.system, sessionTokenHash(token), now)).toBeNull()
  const address = '192.0.2.77'
  expect(await checkPassword(world.db.system, { email, password, address, now })).toBe(id)
}, 60_000)

it('a reset takes the second factor away only when it is told to', async () => {
  const { id, email } = agency.users.admin
  await setUpFactor(world, id)
  const factors = () => world.db.admin`
    select user_id from user_totp where user_id = ${id} union all select user_id from recovery_codes where user_id = ${id}`
  expect((await command('scripts/user.ts', 'reset', email)).stdout).not.toContain('Two-step')
  expect(await factors()).toHaveLength(11)
  const { stdout, code } = await command('scripts/user.ts', 'reset', email, '--second-factor')
  expect([code, await factors()]).toEqual([0, []])
  expect(stdout).toContain('Two-step sign-in is off.')
  const again = await command('scripts/user.ts', 'reset', email, '--second-factor')
  expect(again.stdout).toContain('Two-step sign-in was off already.')
}, 60_000)

it.each([
  [['reset', 'nobody@example.com']],
  [['reset', 'nobody@example.com', '--all']],
  [['reset', 'no address']],
  [['reset']],
  [[]],
  [['remove', 'x']],
])(
  'says what is wrong with %j and changes nothing',
  async (args) => {
    const { stdout, code } = await command('scripts/user.ts', ...args)
    expect(code).toBe(1)
    expect(stdout).toMatch(/Usage|Nobody/)
  },
  60_000,
)
