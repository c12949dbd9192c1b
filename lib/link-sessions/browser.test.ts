import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomToken } from '../crypto/random'
import { bindBrowser, browserKey, isBoundTo } from './browser'

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'

it('knows the browser that started a session, in that session only', () => {
  const browser = randomToken()
  const { browserHash } = bindBrowser(browser, ID)
  expect(isBoundTo(browser, { linkSessionId: ID, browserHash })).toBe(true)
  expect(isBoundTo(browser, { linkSessionId: ID.replace('0', '1'), browserHash })).toBe(false)
  expect(isBoundTo(randomToken(), { linkSessionId: ID, browserHash })).toBe(false)
})

it('knows nobody without a cookie or without a hash', () => {
  const browser = randomToken()
  const { browserHash } = bindBrowser(browser, ID)
  for (const nobody of [null, '']) expect(isBoundTo(nobody, { linkSessionId: ID, browserHash })).toBe(false)
  for (const none of [null, '', 'zz', browserHash.slice(2)])
    expect(isBoundTo(browser, { linkSessionId: ID, browserHash: none })).toBe(false)
})

it('stores nothing that could be used as the cookie', () => {
  const browser = randomToken()
  const bound = bindBrowser(browser, ID)
  expect(Object.values(bound).join()).not.toContain(browser)
  expect(isBoundTo(bound.browserKey, { linkSessionId: ID, browserHash: bound.browserHash })).toBe(false)
  expect(isBoundTo(bound.browserHash, { linkSessionId: ID, browserHash: bound.browserHash })).toBe(false)
})

it('finds all sessions of one browser by one key, and each key means one browser', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(browserKey(a) === browserKey(b)).toBe(a === b)
      expect(bindBrowser(a, ID).browserKey).toBe(browserKey(a))
    }),
  )
})
