import { expect, it } from 'vitest'
import { clientAddress } from './request-facts'

it.each([
  ['203.0.113.9', 0, '203.0.113.9'],
  ['6.6.6.6, 203.0.113.9', 0, '203.0.113.9'],
  ['6.6.6.6, 203.0.113.9, 10.0.0.1', 1, '203.0.113.9'],
  ['6.6.6.6, 7.7.7.7, 203.0.113.9, 10.0.0.1, 10.0.0.2', 2, '203.0.113.9'],
  ['203.0.113.9', 3, '203.0.113.9'],
  [' , 203.0.113.9 ,', 0, '203.0.113.9'],
  ['::1', 0, '::1'],
  ['', 0, 'unknown'],
  [null, 2, 'unknown'],
])('of "%s" with %i proxies it is %s', (forwarded, proxies, address) => {
  expect(clientAddress(forwarded, proxies)).toBe(address)
})

it('what a client writes in front never changes it', () => {
  for (const lie of ['127.0.0.1', '127.0.0.1, ::1', 'x'.repeat(500), ', , ,', '"><script>'])
    for (const proxies of [0, 1, 2]) {
      const chain = ['203.0.113.9', '10.0.0.1', '10.0.0.2'].slice(0, proxies + 1).join(', ')
      expect(clientAddress(`${lie}, ${chain}`, proxies)).toBe('203.0.113.9')
    }
})
