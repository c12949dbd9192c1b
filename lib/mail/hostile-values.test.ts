import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layout } from './layout'
import { plainText } from './plain-text'
import { headerValue, plainFacts, plainValue } from './plain-value'
import { type Names, samples } from './testing/samples'

const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</style><svg onload=alert(1)>',
  '--><iframe src=javascript:alert(1)>',
  'javascript:alert(1)',
  '<a href="https://evil.example">Click</a>',
  '&lt;b&gt;&#x3c;script&#x3e;',
  '{agency}',
  '{count, plural, other {<b>x</b>}}',
  '<b>bold</b>',
  "'{person}'",
  '{{constructor.constructor("return process")()}}',
  '\u202Etxt.exe',
  'a\u0000b\u001b[31m',
]
const named = (value: string): Names => ({
  agency: value,
  person: value,
  username: value,
  displayName: value,
  line: value,
})

const tagsOf = (html: string) => [...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map((match) => match[1])
const attributesOf = (html: string) =>
  [...html.matchAll(/<[a-z0-9]+((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/([a-z-]+)(?==|\s|$)/gi)].map((one) => one[1]),
  )

describe('names in a mail', () => {
  const harmless = Object.entries(samples('en'))

  it.each(NASTY)('%s adds no element, no attribute and no link', (value) => {
    const mails = samples('en', plainFacts(named(value)))
    for (const [name, content] of harmless) {
      const html = layout(mails[name] ?? content)
      expect(tagsOf(html), name).toEqual(tagsOf(layout(content)))
      expect(attributesOf(html).length, name).toBe(attributesOf(layout(content)).length)
      expect(html).not.toMatch(/href="(?!http:\/\/localhost:3999\/)/)
    }
  })

  it.each(NASTY)('%s stays what it is: no message argument and no markup of ours', (value) => {
    const shown = plainValue(value)
    const { invite } = samples('en', plainFacts(named(value)))
    expect(invite?.subject).toBe(`${shown} asks you to connect your account`)
    expect(plainText(invite as never)).toContain(shown.split(' ')[0] ?? '')
  })

  it('are one line without controls and without marks that turn text around', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(anything, (value) => {
        for (const clean of [plainValue(value), headerValue(value)]) {
          expect(clean).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u)
          expect(clean).toBe(clean.trim())
        }
        expect([...headerValue(value)].length).toBeLessThanOrEqual(140)
      }),
    )
  })

  it('add no header', () => {
    const subject = headerValue('Hello\r\nBcc: everybody@example.com\r\n\r\n<h1>')
    expect(subject).toBe('Hello Bcc: everybody@example.com <h1>')
    expect(headerValue('x\u2028Bcc: y\u0085Cc: z')).toBe('x Bcc: y Cc: z')
  })

  it('keep every script and every emoji that they are written in', () => {
    for (const name of ['Zoë Ångström', '王小明', 'Олена', 'مريم', 'नेहा', '👩‍💻 Kim', 'O’Brien & Söhne'])
      expect(plainValue(name)).toBe(name)
  })
})
