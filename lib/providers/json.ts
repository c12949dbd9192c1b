const LONG_NUMBER = /\d{16}/

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && '0123456789+-.eE'.includes(text.charAt(at))) at += 1
  return at
}

/** Expects valid JSON. Written as a walk, because a regular expression over megabytes of text can exhaust its stack. */
function quoteUnsafeIntegers(text: string): string {
  let out = ''
  let copied = 0
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === '"') {
      at = endOfString(text, at)
    } else if (char === '-' || (char >= '0' && char <= '9')) {
      const end = endOfNumber(text, at)
      const token = text.slice(at, end)
      if (/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))) {
        out += `${text.slice(copied, at)}"${token}"`
        copied = end
      }
      at = end
    } else {
      at += 1
    }
  }
  return out + text.slice(copied)
}

/**
 * Parses JSON so that an integer beyond 2^53 keeps its digits: it comes back as a string of them. All else is
 * as JSON.parse has it. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return LONG_NUMBER.test(text) ? JSON.parse(quoteUnsafeIntegers(text)) : value
}
