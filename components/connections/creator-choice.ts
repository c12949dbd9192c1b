export type CreatorOption = { id: string; name: string }

/** What a typed name means: a creator whom we know, or a new one. */
export type CreatorChoice = { creatorId: string } | { creatorName: string }

const folded = (text: string) => text.trim().normalize('NFC').toLowerCase()

/** The creators whose name holds what was typed: those that begin with it first. */
export function matchCreators(creators: CreatorOption[], typed: string, most: number): CreatorOption[] {
  const words = folded(typed)
  if (words === '') return creators.slice(0, most)
  const starts = creators.filter((creator) => folded(creator.name).startsWith(words))
  const holds = creators.filter(
    (creator) => !starts.includes(creator) && folded(creator.name).includes(words),
  )
  return [...starts, ...holds].slice(0, most)
}

/** A typed name that is exactly one known creator's is that creator; two of the same name must be picked. */
export function choiceOf(
  creators: CreatorOption[],
  typed: string,
  picked: CreatorOption | null,
): CreatorChoice | null {
  const words = folded(typed)
  if (picked && folded(picked.name) === words) return { creatorId: picked.id }
  if (words === '') return null
  const same = creators.filter((creator) => folded(creator.name) === words)
  const [only] = same
  if (only && same.length === 1) return { creatorId: only.id }
  return { creatorName: typed.trim() }
}
