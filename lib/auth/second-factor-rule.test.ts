import { expect, it } from 'vitest'
import { secondFactorRequired } from './second-factor-rule'

it('is required of owners and admins in live mode, until they have one', () => {
  const required: string[] = []
  for (const mode of ['demo', 'live'] as const)
    for (const role of ['owner', 'admin', 'staff', 'creator'] as const)
      for (const confirmed of [false, true])
        if (secondFactorRequired(mode, role, confirmed)) required.push(`${mode} ${role} ${confirmed}`)
  expect(required).toEqual(['live owner false', 'live admin false'])
})
