/** The look of the mailbox, on top of the stylesheet that all pages share. */
export const MAILBOX_CSS = `
.wide .top { display: flex; flex-wrap: wrap; gap: 8px 28px; align-items: center; }
.places, .tabs { display: flex; flex-wrap: wrap; gap: 4px; }
.places a, .tabs a { padding: 6px 12px; border-radius: 8px; color: var(--muted); font-size: 14px; font-weight: 600; text-decoration: none; }
.places a:hover, .tabs a:hover { background: var(--tint); }
.places a[aria-current], .tabs a[aria-current] { background: var(--tint); color: var(--accent); }
.bar > .muted { flex: 1 1 260px; font-size: 14px; }
.mails { padding: 0; margin: 0; list-style: none; }
.mails li { display: grid; gap: 2px 16px; padding: 12px 0; grid-template-columns: minmax(0, 1fr); font-size: 13px; line-height: 1.45; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { justify-self: start; font-size: 15px; }
.mails a, .mails .muted { overflow-wrap: anywhere; }
.mail-side { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; font-variant-numeric: tabular-nums; }
.mails .chip { background: var(--tint); color: var(--accent); }
.mail-back { display: flex; gap: 16px; margin-top: 4px; font-size: 14px; }
.sheet > .mail-back + h1 { margin: -8px 0 -4px; overflow-wrap: anywhere; }
.mail-box { padding-top: 12px; }
.mail-body { display: block; width: 100%; height: 900px; margin-top: 12px; border: 1px solid var(--line); border-radius: 10px; }
.mail-text { margin: 12px 0 0; font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.mail-headers { margin-top: 12px; font-size: 13px; }
.mail-headers div { display: grid; gap: 2px 16px; padding: 6px 0; grid-template-columns: minmax(0, 1fr); }
.mail-headers div + div { border-top: 1px solid var(--line); }
.mail-headers dt { color: var(--muted); }
.mail-headers dd { overflow-wrap: anywhere; }
@media (min-width: 820px) {
  .mails li { grid-template-columns: minmax(0, 1fr) auto; }
  .mails li > :not(.mail-side) { grid-column: 1; }
  .mail-side { grid-column: 2; grid-row: 1 / span 3; display: grid; justify-items: end; align-content: center; }
  .mail-headers div { grid-template-columns: 200px minmax(0, 1fr); }
}
`
