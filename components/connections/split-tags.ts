/** Tags as typed, "vip, Tier 1,,vip", as a list without blanks and repetitions. */
export function splitTags(typed: string): string[] {
  const tags = typed.split(',').map((tag) => tag.trim().replace(/\s+/g, ' ').toLowerCase())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
