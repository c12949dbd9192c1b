import { expect, it } from 'vitest'
import { LOCALES } from '../i18n/locales'
import { shareText } from './share-words'

const FACTS = {
  agencyName: 'Northlight',
  creatorName: 'Jane',
  expectedUsername: 'jane.doe',
  url: 'https://patchbay.example/connect/i/abc',
}

it.each(
  LOCALES.flatMap((language) =>
    (['connect', 'reconnect'] as const).map((purpose) => ({ language, purpose })),
  ),
)('says who, whose account and where: $language, $purpose', ({ language, purpose }) => {
  const text = shareText(language, { ...FACTS, purpose })
  for (const word of ['Jane', 'Northlight', '@jane.doe']) expect(text).toContain(word)
  // Chats make a link of it only when nothing sticks to it.
  expect(text.split('\n')).toContain(FACTS.url)
  expect(shareText(language, { ...FACTS, purpose, expectedUsername: null })).not.toMatch(/@|\(\)/)
})

it('each language and purpose has words of its own', () => {
  const all = LOCALES.flatMap((language) =>
    (['connect', 'reconnect'] as const).map((purpose) => shareText(language, { ...FACTS, purpose })),
  )
  expect(new Set(all).size).toBe(all.length)
})
