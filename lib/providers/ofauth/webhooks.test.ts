import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { webhookReader } from '../webhooks'
import { bytes, delivery, HEADERS, type OwnScheme, signed, VECTOR } from './testing/deliveries'
import { ofauthWebhooks } from './webhooks'

const SCHEMES: OwnScheme[] = ['ofauth_signature', 'svix']
const { check, read } = ofauthWebhooks
const OTHER = 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA=='
const refused = (reason: string) => ({ ok: false, reason })

describe.each(SCHEMES)('%s', (scheme) => {
  const other: OwnScheme = scheme === 'svix' ? 'ofauth_signature' : 'svix'

  it('accepts the published vector', () => {
    expect(check(delivery(scheme))).toMatchObject({ ok: true })
  })

  it('knows no other scheme than the one that is set, and none without a secret', () => {
    const both = { ...HEADERS.svix, ...HEADERS.ofauth_signature }
    expect(check(delivery(scheme, { headers: both }))).toMatchObject({ ok: true })
    expect(check(delivery(scheme, { headers: HEADERS[other] }))).toEqual(refused('no_signature'))
    expect(check(delivery(scheme, { scheme: 'onlyfansapi_signature' }))).toEqual(refused('not_set_up'))
    for (const secrets of [[], ['']]) {
      expect(check(delivery(scheme, { secrets }))).toEqual(refused('not_set_up'))
    }
  })

  it('accepts each secret of a rotation, and no other', () => {
    for (const secrets of [
      [OTHER, VECTOR.secret],
      [VECTOR.secret, OTHER],
    ]) {
      expect(check(delivery(scheme, { secrets }))).toMatchObject({ ok: true })
    }
    expect(check(delivery(scheme, { secrets: [OTHER] }))).toEqual(refused('wrong_signature'))
  })

  it('takes five minutes of skew in both directions, and no more', () => {
    for (const seconds of [-300, -299, 0, 299, 300]) {
      expect(check(delivery(scheme, { seconds }))).toMatchObject({ ok: true })
    }
    expect(check(delivery(scheme, { seconds: 301 }))).toEqual(refused('too_old'))
    expect(check(delivery(scheme, { seconds: -301 }))).toEqual(refused('from_the_future'))
    // Not believed at all, so not even called old.
    expect(check(delivery(scheme, { seconds: 301, secrets: [OTHER] }))).toEqual(refused('wrong_signature'))
  })

  it('is over the bytes: the same JSON written otherwise is another delivery', () => {
    const again = JSON.stringify(JSON.parse(VECTOR.body), null, 1)
    expect(check(delivery(scheme, { body: again }))).toEqual(refused('wrong_signature'))
    expect(check(delivery(scheme, { body: `${VECTOR.body}\n` }))).toEqual(refused('wrong_signature'))
  })

  it('refuses a signed body that is no JSON object, or too large', () => {
    for (const body of ['', ' ', 'null', '[]', '"x"', '{', '['.repeat(50_000)]) {
      expect(check(delivery(scheme, { body, headers: signed(scheme, body) }))).toEqual(refused('not_json'))
    }
    const body = `{"pad":"${'x'.repeat(65_536)}"}`
    expect(check(delivery(scheme, { body, headers: signed(scheme, body) }))).toEqual(refused('too_large'))
  })

  it.each(['NaN', '-1', '1e9', '0x69', '', ' ', '01767225600', '1767225600.0', '+1767225600'])(
    'refuses the time %j, however well it is signed',
    (t) => {
      const outcome = check(delivery(scheme, { headers: signed(scheme, VECTOR.body, t) }))
      expect(outcome.ok ? 'accepted' : outcome.reason).toMatch(/bad_signature_form|no_signature/)
    },
  )

  it('accepts none of 10,000 altered deliveries', () => {
    const original = HEADERS[scheme]
    const names = Object.keys(original)
    const flip = (text: string, at: number, by: number) => {
      const index = at % text.length
      const code = ((text.charCodeAt(index) - 32 + 1 + (by % 94)) % 95) + 32
      return `${text.slice(0, index)}${String.fromCharCode(code)}${text.slice(index + 1)}`
    }
    const alter = fc.oneof(
      fc.record({ in: fc.constant('body' as const), at: fc.nat(), by: fc.nat(), header: fc.nat() }),
      fc.record({ in: fc.constant('header' as const), at: fc.nat(), by: fc.nat(), header: fc.nat() }),
      fc.record({ in: fc.constant('cut' as const), at: fc.nat(), by: fc.nat(), header: fc.nat() }),
      fc.record({ in: fc.constant('secret' as const), at: fc.nat(), by: fc.nat(), header: fc.nat() }),
      fc.record({ in: fc.constant('drop' as const), at: fc.nat(), by: fc.nat(), header: fc.nat() }),
    )
    let accepted = 0
    fc.assert(
      fc.property(alter, (how) => {
        const name = names[how.header % names.length] ?? ''
        const value = original[name] ?? ''
        const headers = { ...original }
        let { body, secret } = VECTOR
        if (how.in === 'body') body = flip(body, how.at, how.by)
        else if (how.in === 'secret') secret = flip(secret, (how.at % 30) + 6, how.by)
        else if (how.in === 'header') headers[name] = flip(value, how.at, how.by)
        else if (how.in === 'cut') headers[name] = value.slice(0, how.at % value.length)
        else delete headers[name]
        if (check(delivery(scheme, { body, headers, secrets: [secret] })).ok) accepted += 1
      }),
      { numRuns: 10_000 },
    )
    expect(accepted).toBe(0)
    expect(check(delivery(scheme)).ok).toBe(true)
  })
})

describe('the header of the own scheme', () => {
  const t = VECTOR.t
  const good = `v1=${VECTOR.own}`
  const wrong = `v1=${'0'.repeat(64)}`
  const of = (header: string) => {
    const outcome = check(delivery('ofauth_signature', { headers: { 'ofauth-signature': header } }))
    return outcome.ok ? 'accepted' : outcome.reason
  }

  it.each([
    [`t=${t}, ${good}`, 'accepted'],
    [`${good},t=${t}`, 'accepted'],
    [`t=${t},v0=x,${good}`, 'accepted'],
    [`t=${t},${wrong},${good}`, 'accepted'],
    [`t=${t},${wrong}`, 'wrong_signature'],
    [`t=${t},${wrong},${wrong}`, 'wrong_signature'],
    [`t=${t},v0=${VECTOR.own}`, 'bad_signature_form'],
    [`t=${t},v1=${VECTOR.own.toUpperCase()}`, 'bad_signature_form'],
    [`t=${t},v1=${VECTOR.own.slice(0, 62)}`, 'bad_signature_form'],
    [`t=${t},${good}00`, 'bad_signature_form'],
    [`t=${t},v1=`, 'bad_signature_form'],
    [`t=${t},t=${t},${good}`, 'bad_signature_form'],
    [`t=${t},${good}, t=1,${good}`, 'bad_signature_form'],
    [`t=${t},${Array(9).fill(good).join(',')}`, 'bad_signature_form'],
    [good, 'bad_signature_form'],
    [`t=${t}`, 'bad_signature_form'],
    ['', 'no_signature'],
  ])('%s: %s', (header, outcome) => {
    expect(of(header)).toBe(outcome)
  })
})

describe('the headers of Svix', () => {
  const of = (headers: Record<string, string>, secrets = [VECTOR.secret]) => {
    const outcome = check(delivery('svix', { headers, secrets }))
    return outcome.ok ? 'accepted' : outcome.reason
  }
  const { id, t, svix } = { id: VECTOR.id, t: VECTOR.t, svix: `v1,${VECTOR.svix}` }
  const spelled = (name: string) => ({
    [`${name}-id`]: id,
    [`${name}-timestamp`]: t,
    [`${name}-signature`]: svix,
  })

  it('come in two spellings, which are not mixed', () => {
    expect(of(spelled('webhook'))).toBe('accepted')
    expect(of({ ...spelled('webhook'), 'svix-id': id })).toBe('no_signature')
  })

  it('hold several signatures, of which those of version 1 count', () => {
    const many = (...entries: string[]) => of({ ...spelled('svix'), 'svix-signature': entries.join(' ') })
    expect(many(`v1,${'A'.repeat(43)}=`, 'v1a,x', svix)).toBe('accepted')
    expect(many(`v1a,${VECTOR.svix}`)).toBe('bad_signature_form')
    expect(many(`v2,${VECTOR.svix}`)).toBe('bad_signature_form')
    expect(many('v1,', 'v1')).toBe('bad_signature_form')
    expect(many(`v1,${VECTOR.own}`)).toBe('bad_signature_form')
    expect(many(...Array(8).fill(`v1,${'A'.repeat(43)}=`), svix)).toBe('wrong_signature')
    // The same bytes in another spelling of base64.
    expect(many(svix.replace('cU=', 'cV='))).toBe('bad_signature_form')
    expect(many(svix.slice(0, -1))).toBe('bad_signature_form')
  })

  it('need an id without anything that could move the borders of what was signed', () => {
    for (const odd of ['a.1', 'a b', 'ä', 'x'.repeat(121), 'a,b']) {
      expect(of(signed('svix', VECTOR.body, t, VECTOR.secret, odd))).toBe('bad_signature_form')
    }
  })

  it('take no key that everybody has', () => {
    for (const secret of ['whsec_', 'whsec_!!', '%']) {
      expect(of(signed('svix', VECTOR.body, t, secret), [secret])).toBe('wrong_signature')
    }
  })
})

describe('the key of a delivery', () => {
  const keyOf = (scheme: OwnScheme, body: string, t: number, id?: string) => {
    const headers = signed(scheme, body, String(t), VECTOR.secret, id)
    const now = new Date(t * 1000)
    const outcome = check({ ...delivery(scheme, { body, headers }), now })
    return outcome.ok ? outcome.key : outcome.reason
  }
  const at = Number(VECTOR.t)
  const later = VECTOR.body.replace('00:00:00.000Z', '00:00:05.000Z')
  const older = '{"eventType":"connection.expired","live":true,"data":{"connection":{"id":"conn_abc123"}}}'

  it('is the same for a retry that is signed anew, and another for a second event', () => {
    expect(keyOf('ofauth_signature', VECTOR.body, at)).toBe(keyOf('ofauth_signature', VECTOR.body, at + 60))
    expect(keyOf('ofauth_signature', VECTOR.body, at)).not.toBe(keyOf('ofauth_signature', later, at))
    expect(keyOf('svix', VECTOR.body, at)).toBe(keyOf('svix', VECTOR.body, at + 60))
    expect(keyOf('svix', VECTOR.body, at)).not.toBe(keyOf('svix', VECTOR.body, at, 'msg_2'))
  })

  it('never takes two events of the older spelling for one', () => {
    expect(keyOf('ofauth_signature', older, at)).toBe(keyOf('ofauth_signature', older, at))
    expect(keyOf('ofauth_signature', older, at)).not.toBe(keyOf('ofauth_signature', older, at + 5))
  })
})

describe('reading', () => {
  const of = (value: unknown) => read(bytes(JSON.stringify(value)))
  const connection = { id: 'conn_abc123', status: 'active', userData: { id: '1' } }

  it('reads both spellings', () => {
    expect(read(bytes(VECTOR.body))).toEqual({
      type: 'connection.expired',
      kind: 'lost',
      connectionId: 'conn_abc123',
      referenceId: 'user_456',
      occurredAt: new Date('2026-01-01T00:00:00Z'),
    })
    const older = {
      eventType: 'connection.updated',
      live: true,
      data: { connection, clientReferenceId: null },
    }
    expect(of(older)).toEqual({
      type: 'connection.updated',
      kind: 'changed',
      connectionId: 'conn_abc123',
      referenceId: null,
      occurredAt: null,
    })
  })

  it('goes by the type, and lets an unknown one do nothing', () => {
    const kindOf = (type: string) => of({ type, data: { connection } })?.kind
    expect(kindOf('connection.created')).toBe('connected')
    expect(kindOf('connection.disconnected')).toBe('removed')
    for (const type of ['rules.updated', 'connection.renamed', 'constructor', '__proto__']) {
      expect(kindOf(type)).toBe('other')
    }
    expect(of({ type: 'rules.updated' })).toMatchObject({ kind: 'other', connectionId: null })
  })

  it('lets nothing out but the listed keys, in their form', () => {
    const event = of({
      type: 'connection.created',
      timestamp: 'soon',
      data: { clientReferenceId: 'a\u0000b', connection: { ...connection, id: '../x' } },
    })
    expect(event).toEqual({
      type: 'connection.created',
      kind: 'connected',
      connectionId: null,
      referenceId: null,
      occurredAt: null,
    })
    for (const odd of [
      {},
      { type: '' },
      { type: 7 },
      { type: 'a b' },
      { type: 'x'.repeat(81) },
      [],
      null,
      7,
    ]) {
      expect(of(odd)).toBeNull()
    }
    expect(read(bytes('{'))).toBeNull()
    expect(read(new Uint8Array([0xff, 0xfe]))).toBeNull()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), (raw) => void read(raw)))
    fc.assert(fc.property(fc.jsonValue(), (value) => void of(value)))
  })
})

describe('webhookReader', () => {
  it('has one for each provider that tells of its connections', () => {
    expect(webhookReader('ofauth')).toBe(ofauthWebhooks)
    expect(webhookReader('onlyfansapi')?.provider).toBe('onlyfansapi')
    expect(webhookReader('onlyfanskit')).toBeNull()
  })
})
