const NUMBER = new Intl.NumberFormat('en-US')

/** A number with its name; a dash where the provider gave none. */
export function Stat({
  label,
  value,
  detail,
}: {
  label: string
  value: number | string | null
  detail?: string | null
}) {
  const text = typeof value === 'number' ? NUMBER.format(value) : value
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd>
        <span className="block text-xl font-semibold tracking-tight text-ink">
          {text ?? (
            <span className="text-muted" title="The provider gives no number here">
              –
            </span>
          )}
        </span>
        {detail && <span className="block text-sm text-muted">{detail}</span>}
      </dd>
    </div>
  )
}

/** Joins the numbers that are known: "1,204 expired · 31 online now". */
export function details(parts: [number | null, string][]): string | null {
  const known = parts.flatMap(([value, word]) => (value === null ? [] : [`${NUMBER.format(value)} ${word}`]))
  return known.length > 0 ? known.join(' · ') : null
}
