import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './lib/identity.mjs'
import {
  copyCheckout,
  giveAway,
  kill9,
  postgresOf,
  processesOf,
  recordOf,
  startCopy,
} from './lib/launcher-copy.mjs'
import { freePort } from './lib/ports.mjs'
import { healthy } from './lib/supervisor.mjs'

/**
 * The launcher on a copy of the checkout, with ports of its own: it runs beside a running `npm start`. The tests
 * tell one story and depend on their order.
 */
const isRoot = process.getuid?.() === 0
const SOON = 30_000
const NOBODY = { uid: 65534, gid: 65534 }

let dir
let env
let running
const starts = []

function start(options = {}) {
  const started = startCopy(options.dir ?? dir, { env, ...options })
  starts.push(started)
  return started
}

const health = (address) => until(() => healthy(`${address}/api/health`), SOON, 100)
const dataOf = (folder) => path.join(folder, '.data')

beforeAll(async () => {
  dir = copyCheckout()
  const port = async () => String(await freePort())
  env = { PORT: await port(), SANDBOX_PORT: await port(), SANDBOX_SMTP_PORT: await port() }
})

afterAll(async () => {
  for (const one of starts) await one.interrupt()
  if (dir) rmSync(dir, { recursive: true, force: true })
})

test('the first start builds, seeds and moves on from a taken port', async () => {
  const squatter = createServer((_, answer) => answer.end('mine'))
  await new Promise((resolve) =>
    squatter
      .listen(Number(env.PORT), '::1', resolve)
      .once('error', () => squatter.listen(Number(env.PORT), '127.0.0.1', resolve)),
  )
  running = start()
  const address = await running.ready(200_000)
  expect(address).not.toBe(`http://localhost:${env.PORT}`)
  expect(running.said()).toContain(`port ${env.PORT} is taken`)
  for (const name of ['install', 'postgres', 'roles', 'migrate', 'sandbox', 'seed', 'build', 'web', 'worker'])
    expect(running.said()).toMatch(new RegExp(`✓ ${name} +\\d+\\.\\d s`))
  expect(await healthy(`${address}/api/health`)).toBe(true)
  for (const host of ['127.0.0.1', '[::1]']) {
    const response = await fetch(`${address.replace('localhost', host)}/api/health`).catch(() => null)
    expect(response?.status, host).toBe(200)
  }
  expect(statSync(path.join(dataOf(dir), 'secrets.json')).mode & 0o777).toBe(0o600)
  const { password, users } = JSON.parse(
    readFileSync(path.join(dir, 'lib', 'system', 'demo-users.json'), 'utf8'),
  )
  expect(running.said()).toContain(password)
  for (const user of users) expect(running.said()).toContain(user.email)
  await new Promise((resolve) => squatter.close(resolve))
}, 240_000)

test('another start from the same folder says where it runs and leaves it alone', async () => {
  const address = await running.ready()
  const second = start()
  expect(await second.ended).toBe(0)
  expect(second.said()).toContain(`already runs from here: ${address}`)
  expect(await healthy(`${address}/api/health`)).toBe(true)
})

test.each(['web', 'worker', 'sandbox'])('a killed %s is started again', async (name) => {
  const { pid } = recordOf(dir, name)
  await kill9(pid)
  expect(await until(() => ![undefined, pid].includes(recordOf(dir, name)?.pid), SOON)).toBe(true)
  expect(await health(await running.ready())).toBe(true)
})

test('a killed Postgres is started again on its port', async () => {
  const before = postgresOf(dataOf(dir))
  await kill9(before.pid)
  const back = () =>
    existsSync(path.join(dataOf(dir), 'postgres', 'postmaster.pid')) &&
    postgresOf(dataOf(dir)).pid !== before.pid
  expect(await until(back, SOON)).toBe(true)
  expect(postgresOf(dataOf(dir)).port).toBe(before.port)
  expect(await health(await running.ready())).toBe(true)
})

test('Ctrl-C ends everything', async () => {
  expect(await running.interrupt()).toBe(0)
  expect(processesOf(dir)).toEqual([])
  expect(existsSync(path.join(dataOf(dir), 'postgres', 'postmaster.pid'))).toBe(false)
})

test('the second start does only what is needed, on the port that is free again', async () => {
  running = start()
  expect(await running.ready()).toBe(`http://localhost:${env.PORT}`)
  expect(running.said()).toMatch(/✓ build .*up to date/)
  expect(running.said()).not.toContain('npm ci')
})

test('after a killed launcher the next start ends what it left and adopts Postgres', async () => {
  const left = ['web', 'worker', 'sandbox'].map((name) => recordOf(dir, name).pid)
  const postgres = postgresOf(dataOf(dir))
  await running.kill()
  running = start()
  expect(await running.ready()).toBe(`http://localhost:${env.PORT}`)
  expect(running.said()).toMatch(/Ended \d+ process/)
  expect(running.said()).toMatch(/✓ postgres .*adopted/)
  expect(postgresOf(dataOf(dir)).pid).toBe(postgres.pid)
  expect(left).not.toContain(recordOf(dir, 'web').pid)
})

test('after everything was killed the next start just works', async () => {
  const pids = [
    ...['web', 'worker', 'sandbox'].map((name) => recordOf(dir, name).pid),
    postgresOf(dataOf(dir)).pid,
  ]
  await running.kill()
  for (const pid of pids) await kill9(pid)
  // As if the kill had come in the middle of the first seed.
  rmSync(path.join(dataOf(dir), 'seeded'))
  running = start()
  expect(await health(await running.ready())).toBe(true)
  expect(running.said()).toContain('created patchbay_demo')
})

test('a process that dies five times ends everything and shows its last lines', async () => {
  for (let deaths = 0, last; deaths < 5; deaths++) {
    const alive = () => recordOf(dir, 'sandbox') && recordOf(dir, 'sandbox').pid !== last
    expect(await until(alive, SOON)).toBe(true)
    last = recordOf(dir, 'sandbox').pid
    await kill9(last)
  }
  expect(await running.ended).toBe(1)
  expect(running.said()).toContain('sandbox ended 5 times')
  expect(processesOf(dir)).toEqual([])
})

test('live mode starts nothing while something is missing, and says what', async () => {
  const live = start({ env: { ...env, PATCHBAY_MODE: 'live' } })
  expect(await live.ended).not.toBe(0)
  expect(live.said()).toMatch(/DATABASE_URL/)
  expect(live.said()).toMatch(/AUTH_SECRET/)
  expect(processesOf(dir)).toEqual([])
})

if (isRoot) {
  test('root keeps the database elsewhere when its user cannot enter the checkout', async () => {
    const vault = `${dir}-vault`
    mkdirSync(vault, { mode: 0o700 })
    renameSync(dir, path.join(vault, 'copy'))
    const inside = path.join(vault, 'copy')
    rmSync(dataOf(inside), { recursive: true })
    const hidden = start({ dir: inside })
    const elsewhere = () => /kept in (\S+)\/postgres,/.exec(hidden.said())?.[1]
    try {
      await hidden.ready()
      expect(elsewhere()).toMatch(/^\/var\/tmp\/patchbay-/)
      expect(await hidden.interrupt()).toBe(0)
      expect(processesOf(inside)).toEqual([])
    } finally {
      await hidden.interrupt()
      renameSync(inside, dir)
      rmSync(vault, { recursive: true })
      if (elsewhere()) rmSync(elsewhere(), { recursive: true })
    }
  })

  test('a normal user starts it as well', async () => {
    rmSync(dataOf(dir), { recursive: true })
    rmSync(path.join(dir, '.cache'), { recursive: true, force: true })
    chmodSync(dir, 0o755)
    giveAway(dir, NOBODY)
    running = start({ user: NOBODY })
    expect(await health(await running.ready())).toBe(true)
    expect(statSync(path.join(dataOf(dir), 'postgres')).uid).toBe(NOBODY.uid)
    expect(await running.interrupt()).toBe(0)
    expect(processesOf(dir)).toEqual([])
  })
}
