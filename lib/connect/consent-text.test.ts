import { describe, expect, it } from 'vitest'
import { LOCALES, PSEUDO_LOCALE } from '../i18n/locales'
import { KNOWN_PERMISSIONS } from '../providers/ofauth/permissions'
import { type ConsentFacts, consentText } from './consent-text'

const FACTS: ConsentFacts = {
  agencyName: 'Northlight',
  personName: 'Ana Alvarez',
  providerName: 'OFAuth',
  isOurForm: false,
  credentials: 'used',
  access: 'listed',
  purpose: 'connect',
  permissions: ['profile:read', 'earnings:read', 'messages:write'],
  expectedUsername: 'jane',
  hasOwnPage: true,
}

const linesOf = (language: 'en' | 'es', facts: Partial<ConsentFacts>, about: string) =>
  consentText(language, { ...FACTS, ...facts }).text.sections.find((section) => section.about === about)
    ?.lines ?? []

describe('what it says', () => {
  it('who asks, and whose account is expected', () => {
    expect(consentText('en', FACTS).text.title).toBe('Northlight asks to connect your OnlyFans account')
    expect(linesOf('en', {}, 'asks').join(' ')).toMatch(/Ana Alvarez of Northlight.*@jane/)
    expect(linesOf('en', { personName: null }, 'asks')[0]).toBe('The team of Northlight sent you this link.')
    expect(linesOf('en', { expectedUsername: null }, 'asks').join(' ')).not.toContain('@')
    expect(linesOf('en', { purpose: 'reconnect' }, 'asks')).toHaveLength(3)
  })

  it('reading and changing apart, each only with what is asked for', () => {
    expect(linesOf('en', {}, 'sees')).toHaveLength(3)
    expect(linesOf('en', {}, 'sees').join(' ')).toMatch(/exact list.*profile.*earnings/s)
    expect(linesOf('en', {}, 'does').slice(1)).toEqual(['Send and take back messages, to one fan or to many'])
  })

  it('a grant without any change says so', () => {
    expect(linesOf('en', { permissions: ['profile:read'] }, 'does')).toEqual([
      'Nothing. It may look, and cannot change anything.',
    ])
    expect(linesOf('en', { permissions: ['posts:write'] }, 'sees')).toEqual(['Nothing in your account.'])
  })

  it.each([null, [], ['ACCOUNT', 'LINK', 'ACCESS']])(
    'nothing is promised where %j is known',
    (permissions) => {
      expect(linesOf('en', { permissions }, 'sees')).toEqual([
        'OFAuth shows you the exact list before you agree. Read it there; you can still go back.',
      ])
    },
  )

  it('a permission without words is named, among what may be changed', () => {
    const odd = ['wallet:transfer', '__proto__:read', 'toString:write']
    expect(linesOf('en', { permissions: odd }, 'does').join(' ')).toMatch(
      /“toString:write”.*“wallet:transfer”/,
    )
    expect(linesOf('en', { permissions: ['wallet:read'] }, 'sees').join(' ')).toContain('“wallet:read”')
  })

  it('the password goes to the provider, and to nobody else', () => {
    const [first = ''] = linesOf('en', {}, 'password')
    expect(first).toContain('on OFAuth’s own page')
    expect(first).toContain('never passes through Northlight or Patchbay')
    expect(linesOf('en', {}, 'password')).toHaveLength(2)
    const kept = { credentials: 'kept', access: 'whole' } as const
    expect(linesOf('en', kept, 'password')[1]).toBe(
      'OFAuth keeps it, encrypted, to log in again when the connection breaks.',
    )
  })

  it('how long it lasts: who may log in again without her', () => {
    const lasts = (credentials: ConsentFacts['credentials']) => linesOf('en', { credentials }, 'lasts')[1]
    expect(lasts('used')).toContain('Northlight asks you to log in again')
    expect(lasts('kept')).toContain('OFAuth may log in again with the password that it keeps')
    expect(lasts('by_choice')).toContain('if you let it keep your login')
  })

  it('a page of her own only where codes can be mailed', () => {
    expect(linesOf('en', {}, 'undo').join(' ')).toContain('your own page')
    expect(linesOf('en', { hasOwnPage: false }, 'undo').join(' ')).not.toContain('own page')
  })

  it.each([
    ['kept', 'keeps it, encrypted'],
    ['by_choice', 'only if you choose so'],
    ['used', 'uses it for this login'],
  ] as const)('in our own form it is told what becomes of the password: %s', (credentials, words) => {
    const facts = { isOurForm: true, credentials, providerName: 'OnlyFansKit' }
    const lines = linesOf('en', facts, 'password').join(' ')
    expect(lines).toContain('here in Patchbay')
    expect(lines).toContain('passes through this server')
    expect(lines).toContain(words)
    expect(lines).not.toContain('own page')
    expect(linesOf('es', facts, 'password')).toHaveLength(3)
    expect(linesOf('en', facts, 'sees')[0]).not.toContain('exact list')
  })

  it('a provider without permissions asks for the account as a whole, and says so', () => {
    expect(linesOf('en', { access: 'whole' }, 'sees').join(' ')).toContain('covers the whole account')
    expect(linesOf('en', { access: 'whole' }, 'does').join(' ')).toContain('Whatever you can do yourself')
    expect(linesOf('en', { access: 'whole' }, 'sees')).toHaveLength(1)
  })

  it('names are text, whatever they hold', () => {
    const agencyName = "<b>{agency}</b> '{x}' #"
    expect(consentText('en', { ...FACTS, agencyName }).text.title).toBe(
      `${agencyName} asks to connect your OnlyFans account`,
    )
  })
})

describe.each(LOCALES)('in %s', (language) => {
  it.each([...KNOWN_PERMISSIONS])('%s has words', (permission) => {
    const about = permission.endsWith(':read') ? 'sees' : 'does'
    const [, line = '', ...more] = linesOf(language, { permissions: [permission] }, about)
    expect(line.length).toBeGreaterThan(8)
    expect(line).not.toMatch(/permissions\.|[“«][a-z]+:(read|write)/)
    expect(more).toEqual([])
  })

  it('all permissions have words of their own', () => {
    const all = (['sees', 'does'] as const).flatMap((about) =>
      linesOf(language, { permissions: [...KNOWN_PERMISSIONS] }, about).slice(1),
    )
    expect(new Set(all).size).toBe(KNOWN_PERMISSIONS.length)
  })

  it('has the seven sections in their order', () => {
    const { text } = consentText(language, FACTS)
    expect(text.sections.map(({ about }) => about)).toEqual([
      'asks',
      'password',
      'sees',
      'does',
      'lasts',
      'undo',
      'stored',
    ])
    for (const { heading, lines } of text.sections) {
      expect(heading).not.toBe('')
      expect(lines.length).toBeGreaterThan(0)
    }
  })
})

describe('its hash', () => {
  it('is the same for the same facts, in whatever order the permissions come', () => {
    const turned = { ...FACTS, permissions: [...(FACTS.permissions ?? [])].reverse() }
    expect(consentText('en', turned).hash).toBe(consentText('en', FACTS).hash)
    expect(consentText('en', FACTS).hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('differs with every fact and language', () => {
    const changed: Partial<ConsentFacts>[] = [
      {},
      { agencyName: 'Other' },
      { personName: null },
      { providerName: 'Other' },
      { isOurForm: true },
      { isOurForm: true, credentials: 'kept' },
      { access: 'whole' },
      { purpose: 'reconnect' },
      { permissions: ['profile:read'] },
      { permissions: null },
      { expectedUsername: null },
      { expectedUsername: 'john' },
      { credentials: 'kept' },
      { hasOwnPage: false },
    ]
    const hashes = changed.map((facts) => consentText('en', { ...FACTS, ...facts }).hash)
    hashes.push(consentText('es', FACTS).hash, consentText(PSEUDO_LOCALE, FACTS).hash)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
