import { expect, it } from 'vitest'
import { liveWords } from './live-words'

const of = { username: 'jane', creatorName: 'Jane' }
const live = { mine: false, byCreator: false, startedBy: null }

it.each([
  [{ ...live, mine: true, startedBy: 'Ana' }, 'You are reconnecting @jane'],
  [{ ...live, startedBy: 'Ana' }, 'Ana is reconnecting @jane'],
  [{ ...live, byCreator: true }, 'Jane is reconnecting @jane herself'],
  [live, 'Somebody is reconnecting @jane'],
])('says who is at it', (who, words) => {
  expect(liveWords(who, of)).toBe(words)
})
