import { expect, it, vi } from 'vitest'
import { sameOrigin } from './action'

// The wrapper's other parts live in Next alone; the check itself is pure.
vi.mock('./current-user', () => ({ agencyContext: async () => null, currentUser: async () => null }))
vi.mock('./request-facts', () => ({ requestFacts: async () => ({}) }))

const OURS = 'https://patchbay.example.com'

it('takes a request of our own page', () => {
  for (const fetchSite of ['same-origin', null])
    expect(sameOrigin({ origin: OURS, fetchSite }, OURS)).toBe(true)
})

it.each([
  [null, 'same-origin'],
  [null, null],
  ['null', 'same-origin'],
  ['', 'same-origin'],
  ['https://evil.example', 'cross-site'],
  ['https://evil.example', null],
  [OURS, 'cross-site'],
  [OURS, 'same-site'],
  [OURS, 'none'],
  [`${OURS}.evil.example`, null],
  [`${OURS}:8443`, 'same-origin'],
  [`${OURS}/`, 'same-origin'],
  ['http://patchbay.example.com', 'same-origin'],
  ['HTTPS://PATCHBAY.EXAMPLE.COM', 'same-origin'],
  ['https://patchbay.example.com@evil.example', null],
])('refuses origin %s, site %s', (origin, fetchSite) => {
  expect(sameOrigin({ origin, fetchSite }, OURS)).toBe(false)
})
