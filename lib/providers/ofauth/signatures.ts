/**
 * The two published ways in which OFAuth signs a delivery. Which of them an organisation gets is set by a person; the
 * other one is never tried. Text is signed over the raw bytes, and a signature is compared in constant time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { WebhookInput, WebhookRefusal } from '../webhook-types'

export type Signed = {
  /** Unix seconds, as signed. */
  at: number
  /** The provider's id of the delivery, where the scheme has one. */
  id: string | null
}

export type SignatureCheck = { ok: true; signed: Signed } | { ok: false; reason: WebhookRefusal }

const refuse = (reason: WebhookRefusal): SignatureCheck => ({ ok: false, reason })

/** Unix seconds: digits alone, since Number also reads '', ' 1', '1e9' and '0x1'. */
const SECONDS = /^[1-9]\d{0,11}$/
/** A rotation needs two; more would only be work for us. */
const MOST_SIGNATURES = 8

/** Every key with every signature, so that the time tells neither which one fits nor how far it agrees. */
function isSigned(keys: Buffer[], prefix: string, raw: Uint8Array, signatures: Buffer[]): boolean {
  let matches = 0
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(prefix).update(raw).digest()
    for (const signature of signatures) matches += timingSafeEqual(expected, signature) ? 1 : 0
  }
  return matches > 0
}

/** `OFAuth-Signature: t=<unix s>,v1=<hex>` over `{t}.{body}`; the key is the whole secret, prefix and all. */
export function checkOwnSignature({ headers, raw, secrets }: WebhookInput): SignatureCheck {
  const header = headers['ofauth-signature']
  if (!header) return refuse('no_signature')
  const parts = header.split(',').map((part) => part.trim())
  const valuesOf = (name: string) =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1))
  const [t, ...otherTimes] = valuesOf('t')
  const signatures = valuesOf('v1')
  const isReadable =
    t !== undefined &&
    SECONDS.test(t) &&
    otherTimes.length === 0 &&
    signatures.length >= 1 &&
    signatures.length <= MOST_SIGNATURES &&
    signatures.every((each) => /^[0-9a-f]{64}$/.test(each))
  if (!isReadable) return refuse('bad_signature_form')
  const keys = secrets.map((secret) => Buffer.from(secret, 'utf8'))
  const given = signatures.map((each) => Buffer.from(each, 'hex'))
  if (!isSigned(keys, `${t}.`, raw, given)) return refuse('wrong_signature')
  return { ok: true, signed: { at: Number(t), id: null } }
}

/** Canonical, since base64 has several spellings of the same bytes, and an altered one is not what was signed. */
function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.byteLength === 32 && bytes.toString('base64') === text ? bytes : null
}

/** The entries of version 1. Others may stand beside them: they are of later versions. */
function svixSignatures(header: string): Buffer[] {
  return header
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .slice(0, MOST_SIGNATURES)
    .flatMap((entry) => fromBase64(entry.slice(3)) ?? [])
}

/**
 * `svix-id`, `svix-timestamp`, `svix-signature: v1,<base64>[ v1,<base64>…]` over `{id}.{timestamp}.{body}`, or the same
 * three headers as Standard Webhooks spells them. The key is the secret without `whsec_`, decoded.
 */
export function checkSvixSignature({ headers, raw, secrets }: WebhookInput): SignatureCheck {
  const family = headers['svix-id'] === undefined ? 'webhook' : 'svix'
  const id = headers[`${family}-id`]
  const time = headers[`${family}-timestamp`]
  const header = headers[`${family}-signature`]
  if (!id || !time || !header) return refuse('no_signature')
  const signatures = svixSignatures(header)
  if (!/^[A-Za-z0-9_-]{1,120}$/.test(id) || !SECONDS.test(time) || signatures.length === 0) {
    return refuse('bad_signature_form')
  }
  const keys = secrets
    .map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    // What decodes to nothing would be a key that everybody has.
    .filter((key) => key.byteLength > 0)
  if (!isSigned(keys, `${id}.${time}.`, raw, signatures)) return refuse('wrong_signature')
  return { ok: true, signed: { at: Number(time), id } }
}
