const ACCENTED: Record<string, string> = {
  a: 'á',
  c: 'ç',
  d: 'đ',
  e: 'é',
  g: 'ğ',
  i: 'í',
  l: 'ł',
  n: 'ñ',
  o: 'ö',
  r: 'ř',
  s: 'š',
  t: 'ţ',
  u: 'ü',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  D: 'Đ',
  E: 'É',
  G: 'Ğ',
  I: 'Í',
  L: 'Ł',
  N: 'Ñ',
  O: 'Ö',
  R: 'Ř',
  S: 'Š',
  T: 'Ţ',
  U: 'Ü',
  Y: 'Ý',
  Z: 'Ž',
}

const OPENING = /^\{\s*\w+\s*(,\s*(plural|select|selectordinal)\s*,)?/

/** One message, accented and a third longer; arguments, the keywords of their branches and tags stay as they are. */
function grow(message: string): string {
  let at = 0
  let letters = 0
  const skip = (length: number) => {
    at += length
    return message.slice(at - length, at)
  }
  /** An argument; the texts of its branches are words as well. */
  const argument = (): string => {
    const [head = '{', branches] = OPENING.exec(message.slice(at)) ?? []
    let out = skip(head.length)
    while (at < message.length && message[at] !== '}')
      out += branches && message[at] === '{' ? skip(1) + text() + skip(1) : skip(1)
    return out + skip(1)
  }
  /** Words up to the end of the message or of the branch. */
  const text = (): string => {
    let out = ''
    while (at < message.length && message[at] !== '}') {
      const [tag] = /^<[^>]*>/.exec(message.slice(at)) ?? []
      if (tag) out += skip(tag.length)
      else if (message[at] === '{') out += argument()
      else {
        const letter = skip(1)
        letters += 1
        out += ACCENTED[letter] ?? letter
      }
    }
    return out
  }
  const words = text()
  return letters === 0 ? words : `[${words}${' ~'.repeat(Math.ceil(letters / 6))}]`
}

/** A whole tree of messages in the pseudo-locale. */
export function pseudo<T>(messages: T): T {
  if (typeof messages === 'string') return grow(messages) as T
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, pseudo(value)])) as T
}
