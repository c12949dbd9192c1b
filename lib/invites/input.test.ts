import { describe, expect, it } from 'vitest'
import { inviteInput, inviteListInput } from './input'
import { parsePosition, positionText } from './list-position'

const ID = '0d5a5b9e-3f0a-4a51-9a47-6e0b9d3c1f22'
const parse = (over: Record<string, unknown>) => inviteInput.safeParse({ creatorId: ID, ...over })

describe('a new invite', () => {
  it('is open for fourteen days, for one connection, in English, unless somebody says otherwise', () => {
    expect(parse({}).data).toMatchObject({
      expiresInHours: 336,
      maxUses: 1,
      language: 'en',
      purpose: 'connect',
    })
  })

  it('takes a username with or without @, in any case, and none', () => {
    for (const typed of ['@Jane.Doe', ' jane.doe ', 'JANE.DOE'])
      expect(parse({ expectedUsername: typed }).data?.expectedUsername).toBe('jane.doe')
    for (const typed of ['', '  ', '@']) expect(parse({ expectedUsername: typed }).data).toBeDefined()
    expect(parse({ expectedUsername: '' }).data?.expectedUsername).toBeUndefined()
    expect(parse({ expectedUsername: 'jane doe' }).success).toBe(false)
  })

  it('takes numbers as forms send them', () => {
    expect(parse({ expiresInHours: '72', maxUses: '3' }).data).toMatchObject({
      expiresInHours: 72,
      maxUses: 3,
    })
  })

  it.each([
    { expiresInHours: 0 },
    { expiresInHours: 2_161 },
    { expiresInHours: 1.5 },
    { maxUses: 0 },
    { maxUses: 51 },
    { language: 'en-XA' },
    { language: 'xx' },
    { mailTo: 'not an address' },
    { state: 'Texas' },
    { agencyId: ID },
    { note: 'x'.repeat(2_001) },
    { purpose: 'reconnect' },
    { connectionId: ID },
  ])('is refused with %j', (over) => expect(parse(over).success).toBe(false))

  it('needs a creator, or a connection to repair', () => {
    expect(inviteInput.safeParse({}).success).toBe(false)
    expect(inviteInput.safeParse({ creatorName: ' ' }).success).toBe(false)
    expect(inviteInput.safeParse({ purpose: 'reconnect', connectionId: ID }).success).toBe(true)
  })

  it('leaves out an empty address and normalises a good one', () => {
    expect(parse({ mailTo: '' }).data?.mailTo).toBeUndefined()
    expect(parse({ mailTo: ' Jane@Mail.com ' }).data?.mailTo).toBe('jane@mail.com')
  })
})

describe('the list', () => {
  it('reads its own positions back', () => {
    const position = { at: new Date('2025-06-01T12:00:00.123Z'), id: ID }
    expect(parsePosition(positionText(position))).toEqual(position)
  })

  it.each(['', 'x', 'bnVsbA', Buffer.from('["x","y"]').toString('base64url')])('takes %s for none', (text) =>
    expect(parsePosition(text)).toBeNull(),
  )

  it('leaves out what makes no sense', () => {
    expect(inviteListInput.parse({ state: 'gone', creatorId: '1', q: ['a', 'b'] })).toEqual({
      state: undefined,
      creatorId: undefined,
      q: 'a',
    })
  })
})
