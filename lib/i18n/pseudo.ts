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

/** One message, accented and a third longer; ICU arguments, their branches' keywords and tags stay as they are. */
function grow(message: string): string {
  let depth = 0
  let letters = 0
  const text = message.replace(/[{}]|<[^>]*>|[^{}<]/gu, (part) => {
    if (part === '{') depth += 1
    if (part === '}') depth -= 1
    if (depth > 0 || part.length > 1 || part === '}') return part
    letters += 1
    return ACCENTED[part] ?? part
  })
  return letters === 0 ? text : `[${text}${' ~'.repeat(Math.ceil(letters / 6))}]`
}

/** A whole tree of messages in the pseudo-locale. */
export function pseudo<T>(messages: T): T {
  if (typeof messages === 'string') return grow(messages) as T
  if (typeof messages !== 'object' || messages === null) return messages
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, pseudo(value)])) as T
}
