import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lives, startMark, until } from './identity.mjs'
import { writeRecord } from './lock.mjs'
import { openRegistry } from './processes.mjs'
import { createSupervisor, worthShowing } from './supervisor.mjs'
import { runTask } from './tasks.mjs'

const dir = mkdtempSync(path.join(os.tmpdir(), 'patchbay-run-'))
const env = { PATH: process.env.PATH }
const sleeper = ['-e', 'setTimeout(() => {}, 60_000)']
const stubborn = ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setTimeout(() => {}, 60_000)"]
// Starts a process of its own, says its pid, and stays.
const parent = [
  '-e',
  `const c = require('node:child_process').spawn(process.execPath, ${JSON.stringify(sleeper)}); console.log(c.pid); setTimeout(() => {}, 60_000)`,
]

afterAll(() => rmSync(dir, { recursive: true }))

const mark = (pid) => ({ pid, start: startMark(pid) })
const firstOutput = (child) =>
  new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())))

test('a task tells its output and its code', async () => {
  const registry = openRegistry(path.join(dir, 'task'))
  const good = await runTask(registry, {
    name: 'good',
    args: ['-e', "console.log('out'); console.error('err')"],
    env,
  })
  expect(good).toMatchObject({ code: 0, out: 'out\n' })
  expect(good.output).toContain('err')
  expect((await runTask(registry, { name: 'bad', args: ['-e', 'process.exit(3)'], env })).code).toBe(3)
  expect(
    (await runTask(registry, { name: 'none', command: 'no-such-command', args: [], env })).code,
  ).not.toBe(0)
  const slow = await runTask(registry, { name: 'slow', args: sleeper, env, timeout: 200 })
  expect(slow.code).not.toBe(0)
  expect(slow.output).toContain('took longer')
})

test('a process that ignores the request to end is ended, with what it started', async () => {
  const registry = openRegistry(path.join(dir, 'stop'))
  const child = registry.start('stubborn', stubborn, { env })
  await firstOutput(child)
  const record = mark(child.pid)
  await registry.stop(child, 100)
  expect(lives(record)).toBe(false)
  const family = registry.start('family', parent, { env })
  const grandchild = mark(Number(await firstOutput(family)))
  await registry.stop(family, 5_000)
  expect(await until(() => !lives(grandchild), 5_000)).toBe(true)
  expect(readdirSync(path.join(dir, 'stop', 'run'))).toEqual([])
})

test('what a killed launcher left is ended, and nobody else', async () => {
  const folder = path.join(dir, 'left')
  const registry = openRegistry(folder)
  const ours = registry.start('ours', sleeper, { env })
  const stranger = spawn(process.execPath, sleeper)
  const other = openRegistry(path.join(dir, 'neighbour')).start('other', sleeper, { env })
  const [mine, theirs, neighbours] = [ours, stranger, other].map((child) => mark(child.pid))
  // A record whose pid a stranger got meanwhile.
  writeRecord(path.join(folder, 'run', 'recycled.json'), { pid: stranger.pid, start: 'earlier' })
  expect(await openRegistry(folder).cleanLeftovers()).toBe(1)
  expect(lives(mine)).toBe(false)
  expect(lives(theirs)).toBe(true)
  expect(lives(neighbours)).toBe(true)
  stranger.kill('SIGKILL')
  other.kill('SIGKILL')
})

test('five deaths end the watch with the last words', async () => {
  const registry = openRegistry(path.join(dir, 'crash'))
  const printed = []
  const last = await new Promise((resolve) => {
    const supervisor = createSupervisor({
      registry,
      logDir: path.join(dir, 'logs'),
      print: (line) => printed.push(line),
      giveUp: resolve,
      firstPause: 1,
    })
    supervisor.start({ name: 'broken', args: ['-e', "console.error('planted fault'); process.exit(7)"], env })
  })
  expect(last.message).toContain('broken ended 5 times (code 7)')
  expect(last.message).toContain('planted fault')
  expect(printed.filter((line) => line.includes('starting it again'))).toHaveLength(4)
})

test('only errors are shown at once', () => {
  expect(worthShowing('{"level":30,"msg":"fine"}', 'out')).toBeNull()
  expect(worthShowing('{"level":50,"msg":"failed","err":{"message":"why"}}', 'out')).toBe('failed: why')
  expect(worthShowing('plain words', 'out')).toBeNull()
  expect(worthShowing('plain words', 'err')).toBe('plain words')
  expect(worthShowing('{broken', 'err')).toBe('{broken')
})
