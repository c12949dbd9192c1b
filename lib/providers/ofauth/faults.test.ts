import { expect, it } from 'vitest'
import type { AdapterDeps } from '../adapter-types'
import { createAdapter } from '../registry'
import { survivesEveryFault } from '../testing/fault-suite'
import { config, WHITELABEL } from './testing/fake'
import { FAULTS } from './testing/faults'
import { CHANGES, METHODS } from './testing/methods'

survivesEveryFault({
  methods: METHODS,
  faults: FAULTS,
  changes: CHANGES,
  adapter: (over, deps) => createAdapter('ofauth', config({ ...WHITELABEL, ...over }), deps),
  // A proof reads the status first, and the list when that is refused or gone.
  sends({ outcome }, kind) {
    const status = outcome.status ?? outcome.all
    return kind === 'prove' && (status === 'ok' || status.startsWith('rejected')) ? 2 : null
  },
  // Link and Account differ for a deletion.
  outcome: ({ link }, name) => (name === 'endSession' ? (link ?? null) : null),
})

it('does not believe an answer that comes after a redirect', async () => {
  const followed = Object.defineProperty(new Response('{"id":"org_1","permissions":[]}'), 'redirected', {
    value: true,
  })
  const deps: AdapterDeps = { fetch: async () => followed, now: () => new Date(), sleep: async () => {} }
  await expect(createAdapter('ofauth', config(), deps).checkKey()).rejects.toMatchObject({
    kind: 'invalid_response',
  })
})
