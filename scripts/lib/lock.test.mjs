import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lives, self, startMark } from './identity.mjs'
import { readRecord, takeLock, waitForLock, writeRecord } from './lock.mjs'

const dir = mkdtempSync(path.join(os.tmpdir(), 'patchbay-lock-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** A process that has ended, and the record that it would have left. */
async function deadRecord() {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  const record = { pid: child.pid, start: startMark(child.pid) }
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  return record
}

test('a process is told apart from another one with its pid', async () => {
  expect(lives(self())).toBe(true)
  expect(lives({ pid: process.pid, start: 'another time' })).toBe(false)
  expect(lives(await deadRecord())).toBe(false)
  expect(lives(null)).toBe(false)
})

test('a lock has one holder, and tells who it is', () => {
  const file = path.join(dir, 'one.lock')
  const lock = takeLock(file)
  lock.update({ address: 'http://localhost:3000' })
  expect(takeLock(file)).toEqual({ holder: { ...self(), address: 'http://localhost:3000' } })
  lock.release()
  const again = takeLock(file)
  expect(again).not.toHaveProperty('holder')
  again.release()
})

test.each([
  ['a killed process', deadRecord],
  ['a process whose pid another one has now', async () => ({ pid: process.pid, start: 'earlier' })],
  ['nobody: the file is broken', async () => 'broken'],
])('the lock of %s is taken over', async (_, left) => {
  const file = path.join(dir, 'dead.lock')
  writeRecord(file, await left())
  const lock = takeLock(file)
  expect(readRecord(file)).toEqual(self())
  lock.release()
  expect(readdirSync(dir)).toEqual([])
})

test('waiting for a lock ends when it is free, or when the time is up', async () => {
  const file = path.join(dir, 'wait.lock')
  const lock = takeLock(file)
  expect(await waitForLock(file, 0)).toBeNull()
  const waiting = waitForLock(file, 10_000)
  lock.release()
  const next = await waiting
  expect(next).not.toBeNull()
  next.release()
})
