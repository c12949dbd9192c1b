import { describe, expect, it } from 'vitest'
import { choiceOf, matchCreators } from './creator-choice'

const creators = [
  { id: '1', name: 'Ann Lee' },
  { id: '2', name: 'Joanna' },
  { id: '3', name: 'Sam' },
  { id: '4', name: 'Sam' },
]

describe('matchCreators', () => {
  it('puts names that begin with it first', () => {
    expect(matchCreators(creators, 'ANN', 10).map((entry) => entry.id)).toEqual(['1', '2'])
    expect(matchCreators(creators, '', 2)).toHaveLength(2)
  })
})

describe('choiceOf', () => {
  it('takes the picked one, also among two of the same name', () => {
    expect(choiceOf(creators, 'Sam', { id: '4', name: 'Sam' })).toEqual({ creatorId: '4' })
  })

  it('forgets what was picked when something else was typed afterwards', () => {
    expect(choiceOf(creators, 'Zoe ', { id: '1', name: 'Ann Lee' })).toEqual({ creatorName: 'Zoe' })
  })

  it('knows a name that was typed in full', () => {
    expect(choiceOf(creators, ' ann lee', null)).toEqual({ creatorId: '1' })
  })

  it('is nothing without a name', () => {
    expect(choiceOf(creators, '  ', null)).toBeNull()
  })
})
