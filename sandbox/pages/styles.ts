const DARK = `
  --ground: #0f1312; --card: #171c1a; --line: #2a322f; --edge: #78827d; --text: #e9eeeb; --muted: #a3ada8;
  --accent: #66cdb6; --accent-strong: #86dcc9; --on-accent: #06221c; --tint: #17302a;
  --bad: #ff9c92; --bad-tint: #371b19; --warn: #f0c36d; --warn-tint: #30260f; --good: #82d8a3; --good-tint: #15301f;
  --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px -16px rgb(0 0 0 / 70%);
`

/** The look of all pages: one stylesheet, light and dark, from a narrow phone up. */
export const BASE_CSS = `
:root {
  --ground: #f4f5f3; --card: #ffffff; --line: #dfe2dd; --edge: #858b84; --text: #1a211e; --muted: #59625d;
  --accent: #0f6b5c; --accent-strong: #0b5549; --on-accent: #ffffff; --tint: #e6f1ee;
  --bad: #a8261b; --bad-tint: #fceceb; --warn: #7a4b00; --warn-tint: #fdf3df; --good: #17653a; --good-tint: #e5f4ea;
  --shadow: 0 1px 2px rgb(20 30 26 / 6%), 0 12px 32px -12px rgb(20 30 26 / 14%);
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK}} }
:root[data-theme="dark"] {${DARK}}
*, *::before, *::after { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
html[data-theme="light"] { color-scheme: light; }
html[data-theme="dark"] { color-scheme: dark; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column;
  background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1, h2, h3, p, dl, dd, ul, ol { margin: 0; }
h1 { font-size: 22px; line-height: 1.25; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 15px; line-height: 1.3; }
h3 { font-size: 13px; line-height: 1.4; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
a { color: var(--accent); text-underline-offset: 3px; }
.muted { color: var(--muted); font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.top { padding: 20px 24px; width: 100%; margin: 0 auto; }
.foot { margin: auto auto 0; padding: 24px; color: var(--muted); font-size: 13px; text-align: center; text-wrap: balance; }
.narrow .top { max-width: 872px; }
.wide .top { max-width: 1240px; }
.brand { display: flex; align-items: center; gap: 10px; font-weight: 650; letter-spacing: -0.01em; }
.mark { width: 28px; height: 28px; }
.mark-ground { fill: var(--accent); }
.mark-line { fill: none; stroke: var(--on-accent); stroke-width: 2.2; }
.chip {
  padding: 1px 8px; border-radius: 99px; background: var(--warn-tint); color: var(--warn);
  font-size: 12px; font-weight: 600; letter-spacing: 0;
}
button, a.main {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0 18px;
  border: 1px solid transparent; border-radius: 10px; font: inherit; font-weight: 600; cursor: pointer; text-decoration: none;
}
.main:is(button, a) { background: var(--accent); color: var(--on-accent); }
.main:is(button, a):hover { background: var(--accent-strong); }
button.main { width: 100%; }
.second { background: var(--card); border-color: var(--edge); color: var(--text); }
.second:hover, .quiet:hover { background: var(--tint); }
.quiet { background: none; color: var(--muted); width: 100%; }
button:disabled { opacity: 0.55; cursor: not-allowed; }
label { display: block; margin: 16px 0 6px; font-weight: 600; font-size: 14px; }
input {
  width: 100%; min-height: 46px; padding: 0 13px; border: 1px solid var(--edge); border-radius: 10px;
  background: var(--card); color: var(--text); font: inherit; font-size: 16px;
}
input[aria-invalid] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.problem { margin-top: 6px; color: var(--bad); font-size: 14px; }
.good { margin-top: 14px; padding: 8px 12px; border-radius: 8px; background: var(--good-tint); color: var(--good); font-size: 14px; }
.warning { margin: 14px 0 16px; padding: 8px 12px; border-radius: 8px; background: var(--warn-tint); color: var(--warn); font-size: 14px; font-weight: 550; }
`

export const HOSTED_CSS = `
.columns { width: 100%; max-width: 872px; margin: 0 auto; padding: 4px 16px 0; display: grid; gap: 24px; align-items: start; }
.columns.single { max-width: 472px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 24px 20px 12px; box-shadow: var(--shadow); }
.card.centre { padding-bottom: 24px; }
.card h1 { margin-bottom: 8px; }
.lead { color: var(--muted); margin-bottom: 4px; }
.lead strong { color: var(--text); }
.steps { display: flex; gap: 8px; padding: 0; margin: 0 0 24px; list-style: none; font-size: 12px; font-weight: 600; }
.steps li { flex: 1; padding-top: 8px; border-top: 3px solid var(--line); color: var(--muted); }
.steps .now { border-color: var(--accent); color: var(--text); }
.steps .done { border-color: var(--accent); }
.grants { padding: 0; margin: 16px 0; list-style: none; border: 1px solid var(--line); border-radius: 12px; }
.grants li { position: relative; padding: 9px 14px 9px 42px; display: grid; font-size: 14px; line-height: 1.4; }
.grants li + li { border-top: 1px solid var(--line); }
.grants li::before {
  content: ""; position: absolute; left: 17px; top: 13px; width: 6px; height: 11px;
  border: solid var(--accent); border-width: 0 2px 2px 0; transform: rotate(42deg);
}
.grants .muted { font-size: 13px; }
.grants + .muted { font-size: 13px; margin-bottom: 16px; }
.cancel { margin-top: 4px; }
.code { font-size: 24px; letter-spacing: 0.35em; text-align: center; font-variant-numeric: tabular-nums; min-height: 56px; }
#tries { margin: 6px 0 16px; font-size: 13px; }
.again { display: flex; align-items: center; gap: 12px; margin-top: 12px; font-size: 13px; }
.panel { padding: 4px 4px 0; display: grid; gap: 10px; font-size: 13px; }
.pairs { display: flex; gap: 24px; }
.pairs dt { color: var(--muted); }
.pairs code { font-weight: 650; font-size: 14px; }
.scenarios { padding: 0; list-style: none; display: grid; }
.scenarios li { display: grid; padding: 5px 0; border-top: 1px solid var(--line); line-height: 1.4; }
.scenarios a { padding: 2px 0; justify-self: start; }
.panel h3 { margin-top: 4px; }
.centre { text-align: center; }
.centre .lead { margin-bottom: 16px; }
.centre p + p { margin-top: 12px; }
.sign { width: 56px; height: 56px; margin: 8px auto 18px; border-radius: 50%; display: grid; place-items: center; background: var(--tint); color: var(--muted); }
.sign svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.sign.success { background: var(--good-tint); color: var(--good); }
.sign.error { background: var(--bad-tint); color: var(--bad); }
.identity {
  display: inline-flex; align-items: center; gap: 12px; margin: 12px 0 18px; padding: 10px 18px 10px 10px;
  border: 1px solid var(--line); border-radius: 14px; text-align: left;
}
.identity img { border-radius: 50%; }
.identity div { display: grid; line-height: 1.35; }
.spinner {
  width: 40px; height: 40px; margin: 4px auto 18px; border: 3px solid var(--line); border-top-color: var(--accent);
  border-radius: 50%; animation: turn 0.9s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 6s; } }
summary { padding: 8px 4px; color: var(--muted); cursor: pointer; font-weight: 600; }
details.panel { padding: 0 4px; }
details.panel[open] { padding-bottom: 16px; }
.embedded .top { padding: 14px 18px 10px; }
.embedded .columns { padding: 0 10px; gap: 12px; margin-top: 0; }
.embedded .card { padding: 18px 16px 10px; border-radius: 14px; }
.embedded .card.centre { padding-bottom: 22px; }
.embedded .steps { margin-bottom: 16px; }
.embedded .foot { padding: 14px 18px; font-size: 12px; }
@media (min-width: 820px) {
  .top { padding-top: 32px; }
  .columns { grid-template-columns: minmax(0, 1fr) 320px; gap: 48px; padding: 8px 24px 0; }
  .columns.single { grid-template-columns: 1fr; margin-top: 4vh; }
  .card { padding: 28px 32px 14px; }
  .panel { padding-top: 28px; }
}
`
