import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { check, counts, playwrightResult, total, vitestResult } from './test-report.mjs'

const dir = mkdtempSync(path.join(os.tmpdir(), 'patchbay-report-'))
afterAll(() => rmSync(dir, { recursive: true }))

function report(content) {
  const file = path.join(dir, 'report.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

test('counts come from the reports', () => {
  const vitest = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2 })
  expect(vitestResult(vitest, { code: 1, output: '' })).toMatchObject({ passed: 5, failed: 1, skipped: 2 })
  const playwright = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } })
  expect(playwrightResult(playwright, { code: 1, output: '' })).toMatchObject({ passed: 4, failed: 2 })
})

test('a run that failed never counts as good, whatever its report says', () => {
  const failed = { code: 1, output: '' }
  expect(vitestResult(report({ numPassedTests: 5, numFailedTests: 0 }), failed).failed).toBe(1)
  expect(vitestResult(report('{half'), failed).failed).toBe(1)
  expect(vitestResult(path.join(dir, 'missing.json'), failed).failed).toBe(1)
  expect(playwrightResult(report({ stats: { expected: 3 } }), failed).failed).toBe(1)
  expect(check(failed).failed).toBe(1)
})

test('the last line says it all', () => {
  const results = [check({ code: 0, output: '' }), { passed: 9, failed: 2, skipped: 1, output: '' }]
  expect(counts(total(results))).toBe('10 passed, 2 failed, 1 skipped')
  expect(counts(total([check({ code: 0, output: '' })]))).toBe('1 passed, 0 failed')
})
