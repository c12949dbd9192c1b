import { existsSync, readFileSync } from 'node:fs'

/**
 * What a step found.
 * @typedef {{ passed: number, failed: number, skipped: number, output: string, note?: string }} Result
 */

/** A check that either holds or does not. */
export const check = ({ code, output }, note) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
  output,
  note,
})

function readJson(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  } catch {
    return null
  }
}

/** Counts of vitest's JSON report. A file that could not be loaded has no tests, yet it failed. */
export function vitestResult(file, { code, output }) {
  const report = readJson(file)
  const failed = report?.numFailedTests ?? 0
  return {
    passed: report?.numPassedTests ?? 0,
    failed: code !== 0 ? Math.max(1, failed) : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    output,
  }
}

/** Counts of Playwright's JSON report. A test that passed only on a second try failed. */
export function playwrightResult(file, { code, output }) {
  const stats = readJson(file)?.stats ?? {}
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0)
  return {
    passed: stats.expected ?? 0,
    failed: code !== 0 ? Math.max(1, failed) : failed,
    skipped: stats.skipped ?? 0,
    output,
  }
}

/** `12 passed, 0 failed`, and what was skipped when anything was. */
export function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {Result[]} results */
export function total(results) {
  const sum = (name) => results.reduce((all, result) => all + result[name], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}
