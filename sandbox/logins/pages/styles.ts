/** What the pages of OnlyFansAPI and OnlyFansKit need beyond the look that all pages share. */
export const LOGINS_CSS = `
.stack { display: grid; gap: 10px; margin-top: 16px; }
.stack form, .stack .problem { margin: 0; }
.stack :is(button, a.main) { width: 100%; }
.hint { margin: 14px 0 8px; font-size: 13px; }
`
