import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnPath, secondStepPath } from './return-path'

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'

const OURS = [
  '/a/northlight',
  '/a/northlight/connections',
  '/a/northlight/connections/new',
  `/a/northlight/connections/${ID}`,
  `/a/northlight/link-sessions/${ID}`,
  '/a/north-light-2/attention',
  '/a/n/creators',
  '/a/n/account',
  '/a/n/team',
  `/a/n/invites/${ID}`,
  `/a/n/bulk/${ID}`,
  '/connect/mine',
]

const HOSTS = [
  'evil.example',
  'evil.example:443',
  'localhost.evil.example',
  '127.0.0.1',
  '[::1]',
  '2130706433',
  'evil%E3%80%82example',
]
const PREFIXES = [
  '//',
  '///',
  '////',
  '/\\',
  '\\/',
  '\\\\',
  '/\t/',
  '/\n/',
  '/\r\n/',
  '\t//',
  ' //',
  '\u00a0//',
  '\u0000//',
  'https://',
  'HTTPS://',
  'https:',
  'https:/',
  'https:\\\\',
  'http://localhost@',
  'https://localhost:3000@',
  'https://localhost%40',
  '//localhost@',
  '/%2f',
  '/%2F%2f',
  '/%5c',
  '%2f%2f',
  '/%09/',
  '/.//',
  '/..//',
  '/a/..//',
  '/a/northlight/..//',
  '/a/northlight//',
  '/a//',
  '/a/\\',
  '/a/northlight@',
  '/a/northlight.',
  '/a/northlight?next=//',
  '/a/northlight#//',
  '/a/northlight;//',
  'javascript://',
  'javascript:alert(1)//',
  'JaVaScRiPt:',
  'java\nscript:',
  'data:text/html,',
  'vbscript:',
  'file:///',
  'blob:https://',
  'ftp://',
  'mailto:',
  '〳〳',
  '／／',
  '/\u2215',
  '\ufeff//',
]
const SUFFIXES = [
  '',
  '/',
  '/a/northlight',
  '?x=1',
  '#x',
  '/%2e%2e',
  '\\',
  '@localhost',
  ':80/a/n',
  '%00',
  '%0d%0aLocation:x',
]

const ODD = [
  '',
  '/',
  '.',
  '..',
  '/a',
  '/a/',
  '/a/northlight/',
  '/A/northlight',
  '/a/Northlight',
  '/a/north_light',
  '/a/-north',
  '/a/north-',
  '/a/northlight/unknown',
  '/a/northlight/connections/1',
  `/a/northlight/connections/${ID}/`,
  `/a/northlight/connections/${ID.toUpperCase()}`,
  `/a/northlight/attention/${ID}`,
  `/a/northlight/link-sessions`,
  `/a/northlight/connections/${ID}\n`,
  '/a/northlight\n',
  '/a/northlight/connections?q=x',
  '/sign-in',
  '/setup',
  '/api/auth/signout',
  '/api/link/callback/ofauth?status=success',
  'a/northlight',
  `/a/${'x'.repeat(400)}`,
]

describe('returnPath', () => {
  it.each(OURS)('leads back to %s', (path) => {
    expect(returnPath(path)).toBe(path)
  })

  it('turns every open-redirect trick into the front page', () => {
    const corpus = PREFIXES.flatMap((prefix) =>
      HOSTS.flatMap((host) => SUFFIXES.map((suffix) => prefix + host + suffix)),
    )
    expect(corpus.length).toBeGreaterThan(500)
    for (const trick of [...corpus, ...ODD]) expect(returnPath(trick), JSON.stringify(trick)).toBe('/')
  })

  it('takes only text', () => {
    for (const value of [undefined, null, 1, {}, ['/a/northlight'], ['//evil.example', '/a/northlight']])
      expect(returnPath(value)).toBe('/')
  })

  it('never leaves the site, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '/a/',
      'northlight',
      'connections',
      '..',
      ':',
      '@',
      '%2f',
      '\t',
      '\n',
      ID,
      '?',
      '#',
      'evil.example',
      'https',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        ),
        (value) => {
          const path = returnPath(value)
          const url = new URL(path, 'http://localhost:3000')
          expect(url.origin).toBe('http://localhost:3000')
          expect(url.pathname + url.search + url.hash).toBe(path)
          expect(path === '/' || path === value).toBe(true)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})

it('the second step keeps a page of ours, and nothing else', () => {
  expect(secondStepPath('/a/northlight/connections')).toBe(
    '/sign-in/second-step?next=%2Fa%2Fnorthlight%2Fconnections',
  )
  for (const other of [undefined, '', '/', '//evil.example', 'https://evil.example/a/northlight'])
    expect(secondStepPath(other)).toBe('/sign-in/second-step')
})
