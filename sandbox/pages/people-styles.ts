/** The look of the pages for people, on top of the stylesheet that all pages share. */
export const PEOPLE_CSS = `
.sheet { width: 100%; max-width: 1240px; margin: 0 auto; padding: 0 16px; display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }
.wide .places { margin-left: -12px; }
.sheet > h1 { margin: 4px 0 -8px; }
.box { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 16px; }
.box > h2 { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
.bar { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; }
.bar form { display: flex; gap: 8px; flex-wrap: wrap; }
.bar time { font-variant-numeric: tabular-nums; font-weight: 600; }
.find { flex: 1 1 220px; max-width: 420px; margin-left: auto; }
.find label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.find input { min-height: 36px; font-size: 16px; flex: 1; min-width: 0; }
.small { min-height: 36px; padding: 0 12px; border-radius: 8px; font-size: 13px; font-weight: 550; }
.acts .small { border-color: var(--line); }
select { min-height: 36px; max-width: 100%; padding: 0 8px; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); color: var(--text); font: inherit; font-size: 13px; }
a.second { display: inline-flex; align-items: center; border: 1px solid var(--edge); text-decoration: none; }
input.small { width: auto; min-height: 36px; padding: 0 10px; border-radius: 8px; font-size: 13px; }
.choose { display: inline-flex; gap: 6px; min-width: 0; }
.choose select { min-width: 0; max-width: 190px; }
@media (max-width: 500px) { th, td { padding-right: 8px; } .acts .small { padding: 0 9px; } .calls li { grid-template-columns: 60px 48px 32px minmax(0, 1fr); } }
.note { padding: 10px 14px; border-radius: 10px; background: var(--good-tint); color: var(--good); font-weight: 550; }
.accounts, .calls { padding: 0; margin: 12px 0 0; list-style: none; }
.accounts li { display: grid; gap: 6px 14px; padding: 12px 0; border-top: 1px solid var(--line); grid-template-columns: 40px minmax(0, 1fr) auto; align-items: center; }
.accounts img { border-radius: 50%; display: block; }
.blank { width: 40px; height: 40px; border-radius: 50%; background: var(--tint); color: var(--muted); display: grid; place-items: center; font-weight: 650; }
.who { display: grid; line-height: 1.35; min-width: 0; }
.who strong { overflow-wrap: anywhere; }
.who > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 13px; }
.state { display: grid; justify-items: end; gap: 2px; font-size: 13px; text-align: right; }
.status { display: inline-flex; align-items: center; gap: 6px; padding: 1px 9px; border-radius: 99px; font-weight: 600; background: var(--good-tint); color: var(--good); white-space: nowrap; }
.status.is-bad { background: var(--bad-tint); color: var(--bad); }
.status.is-warn { background: var(--warn-tint); color: var(--warn); }
.status.is-plain { background: var(--tint); color: var(--muted); }
.acts form { display: flex; flex-wrap: wrap; gap: 6px; }
.acts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px; }
.empty { margin-top: 10px; color: var(--muted); }
.calls { font-size: 13px; overflow-x: auto; }
.calls li { display: grid; grid-template-columns: 68px 62px 44px minmax(0, 1fr); gap: 10px; padding: 5px 0; border-top: 1px solid var(--line); align-items: baseline; font-variant-numeric: tabular-nums; }
.calls code { overflow-wrap: anywhere; }
.calls .fail { color: var(--bad); font-weight: 650; }
main.sheet > .muted { margin-bottom: -4px; }
.accounts.attempts { margin: 0; }
.accounts.attempts li { grid-template-columns: minmax(0, 1fr) auto; }
.accounts.attempts li:first-child { border-top: 0; }
.scroll { overflow-x: auto; margin-top: 12px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 7px 12px 7px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-top: 0; color: var(--muted); font-weight: 600; hyphens: manual; }
.yes { color: var(--good); font-weight: 600; }
.endpoint { padding: 14px 0; border-top: 1px solid var(--line); }
.box > h2 + .endpoint { margin-top: 12px; }
.url { margin: 2px 0 10px; overflow-wrap: anywhere; font-size: 13px; }
.fire { display: flex; flex-wrap: wrap; gap: 10px 12px; align-items: end; }
.field { display: grid; gap: 3px; margin: 0; font-size: 12px; font-weight: 600; color: var(--muted); min-width: 0; }
.field select { width: 100%; min-width: 130px; max-width: 280px; font-weight: 400; }
button.main.small { width: auto; }
.switches { padding: 4px 0 12px; border-top: 1px solid var(--line); }
.switches summary { padding: 10px 0; font-size: 13px; }
.deliveries { padding: 0; margin: 0; list-style: none; font-size: 13px; }
.deliveries li { display: grid; gap: 4px 12px; padding: 8px 0; border-top: 1px solid var(--line); grid-template-columns: 60px minmax(0, 1fr) auto; align-items: start; font-variant-numeric: tabular-nums; }
.deliveries summary { padding: 0; color: var(--text); font-weight: 400; overflow-wrap: anywhere; }
.deliveries pre { margin: 8px 0 0; padding: 10px; border-radius: 8px; background: var(--ground); font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.deliveries details { grid-column: 1 / -1; min-width: 0; }
.deliveries .tries { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: 4px; align-items: center; align-self: center; }
.deliveries li > .status { grid-column: 3; grid-row: 1; justify-self: end; }
.deliveries li > form { grid-column: 3; justify-self: end; }
.deliveries .chip { white-space: nowrap; }
.attempts .who > span { white-space: normal; }
@media (min-width: 900px) {
  .sheet { padding: 0 24px; }
  .wide .places { margin-left: 0; }
  .box { padding: 20px; }
  .accounts li { grid-template-columns: 40px minmax(0, 1fr) 190px auto; }
  .accounts.attempts li { grid-template-columns: minmax(0, 1fr) 150px auto; }
  .attempts .acts { min-width: 300px; justify-content: end; }
  .deliveries li { grid-template-columns: 70px minmax(0, 1fr) auto 90px auto; align-items: center; }
  .deliveries details { grid-column: auto; }
  .deliveries .tries { grid-column: 3; justify-content: end; }
  .deliveries li > .status { grid-column: 4; justify-self: start; }
  .deliveries li > form { grid-column: 5; }
  .acts { grid-column: auto; flex-wrap: nowrap; }
}
`
