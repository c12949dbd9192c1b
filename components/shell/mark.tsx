/** The product's mark: a cable between two jacks. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="fill-none stroke-on-accent" strokeWidth="2.5">
        <circle cx="10.5" cy="10" r="3.25" />
        <circle cx="21.5" cy="22" r="3.25" />
        <path d="M10.5 13.25V17a4 4 0 0 0 4 4h.25M21.5 18.75V15a4 4 0 0 0-4-4h-.25" strokeLinecap="round" />
      </g>
    </svg>
  )
}
