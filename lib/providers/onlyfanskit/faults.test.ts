import { createAdapter } from '../registry'
import { survivesEveryFault } from '../testing/fault-suite'
import { config } from './testing/fake'
import { FAULTS } from './testing/faults'
import { CHANGES, METHODS } from './testing/methods'

survivesEveryFault({
  methods: METHODS,
  faults: FAULTS,
  changes: CHANGES,
  adapter: (over, deps) => createAdapter('onlyfanskit', config({ selfie: true, ...over }), deps),
  // A profile that OnlyFansKit does not offer is looked for in the account, and that in the list.
  sends: ({ profileReads }, kind) => (kind === 'access' ? (profileReads ?? null) : null),
})
