import { createAdapter } from '../registry'
import { survivesEveryFault } from '../testing/fault-suite'
import { config } from './testing/fake'
import { FAULTS } from './testing/faults'
import { CHANGES, METHODS } from './testing/methods'

survivesEveryFault({
  methods: METHODS,
  faults: FAULTS,
  changes: CHANGES,
  adapter: (over, deps) => createAdapter('onlyfansapi', config(over), deps),
})
