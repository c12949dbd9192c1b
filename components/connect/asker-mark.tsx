/** The agency's logo, or its first letter. Its name stands beside it. */
export function AskerMark({ name, logoUrl }: { name: string; logoUrl: string | null }) {
  if (logoUrl)
    return (
      <img
        src={logoUrl}
        alt=""
        width={44}
        height={44}
        className="size-11 shrink-0 rounded-xl border border-line bg-surface object-contain"
      />
    )
  const letter = [...name].find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '?'
  return (
    <span
      aria-hidden
      className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-xl font-semibold text-accent-text"
    >
      {letter.toUpperCase()}
    </span>
  )
}
