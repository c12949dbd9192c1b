import type { Block, MailContent } from './content'
import { Html, html } from './html'

/** Mail programs know neither variables nor flex: tables, widths and colours stand where they are used. */
const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

/** Dark colours and narrow screens, for the mail programs that read a stylesheet; the others show it light. */
const STYLES = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }
@media (max-width: 620px) {
  .outer { padding: 0 !important; }
  .card { border-left: 0 !important; border-right: 0 !important; border-radius: 0 !important; }
  .pad { padding-left: 20px !important; padding-right: 20px !important; }
  .label, .value { display: block !important; width: auto !important; }
  .label { padding-bottom: 0 !important; }
  .value { border-top: 0 !important; padding-top: 2px !important; }
  .full { width: 100% !important; }
  .wide { display: block !important; text-align: center !important; }
}
@media (prefers-color-scheme: dark) {
  .ground { background: #131312 !important; }
  .card { background: #1a1a19 !important; border-color: #2e2e2b !important; }
  .ink { color: #f1f1ec !important; }
  .soft { color: #c9c9c1 !important; }
  .muted { color: #a3a399 !important; }
  .line { border-color: #2e2e2b !important; }
  .sunken { background: #282826 !important; }
  .mark, .button { background: #4f5bd8 !important; }
  .link { color: #a7afff !important; }
}
`

const paragraph = (text: string) =>
  html`<p class="soft" style="margin:0 0 16px;font-size:16px;line-height:25px;color:#474741">${text}</p>`

const hint = (text: string) =>
  html`<p class="muted" style="margin:0 0 16px;font-size:14px;line-height:21px;color:#63635b">${text}</p>`

/** A button that also works where styles do not: a table cell with a link, and its address below. */
function button(label: string, url: string): Html {
  return html`<table role="presentation" class="full" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 12px"><tr>
<td class="button" style="border-radius:10px;background:#3a45c4"><a class="wide" href="${url}" target="_blank" rel="noreferrer" style="display:inline-block;padding:13px 24px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:10px">${label}</a></td>
</tr></table>
<p class="muted" style="margin:0 0 20px;font-size:13px;line-height:19px;color:#63635b;word-break:break-all">${url}</p>`
}

function code(digits: string): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px"><tr>
<td class="sunken ink" align="center" style="padding:20px 8px;border-radius:12px;background:#efefec;color:#1b1b18;font-family:${new Html(MONO)};font-size:38px;line-height:44px;font-weight:600;letter-spacing:8px">${digits}</td>
</tr></table>`
}

function facts(rows: { label: string; value: string }[]): Html {
  const row = ({ label, value }: { label: string; value: string }) => html`<tr>
<td class="label line muted" width="150" valign="top" style="padding:10px 12px 10px 0;border-top:1px solid #e3e2dd;font-size:14px;line-height:21px;color:#63635b">${label}</td>
<td class="value line ink" valign="top" style="padding:10px 0;border-top:1px solid #e3e2dd;font-size:15px;line-height:21px;color:#1b1b18;word-break:break-word">${value}</td>
</tr>`
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px">${rows.map(row)}</table>`
}

function section(heading: string, lines: string[]): Html {
  return html`<h2 class="ink" style="margin:0 0 6px;font-size:15px;line-height:22px;font-weight:600;color:#1b1b18">${heading}</h2>
<ul class="soft" style="margin:0 0 18px;padding:0 0 0 20px;font-size:15px;line-height:23px;color:#474741">${lines.map((line) => html`<li style="margin:0 0 4px">${line}</li>`)}</ul>`
}

type Item = Extract<Block, { kind: 'items' }>['items'][number]

function items(list: Item[]): Html {
  const item = ({ title, text, label, url }: Item) => html`<tr>
<td class="line" style="padding:14px 0;border-top:1px solid #e3e2dd">
<p class="ink" style="margin:0 0 2px;font-size:15px;line-height:22px;font-weight:600;color:#1b1b18;word-break:break-word">${title}</p>
<p class="soft" style="margin:0 0 6px;font-size:14px;line-height:21px;color:#474741">${text}</p>
<a class="link" href="${url}" target="_blank" rel="noreferrer" style="font-size:14px;line-height:21px;font-weight:600;color:#3a45c4">${label}</a></td>
</tr>`
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 16px">${list.map(item)}</table>`
}

function htmlOf(block: Block): Html {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.text)
    case 'hint':
      return hint(block.text)
    case 'button':
      return button(block.label, block.url)
    case 'code':
      return code(block.code)
    case 'facts':
      return facts(block.rows)
    case 'section':
      return section(block.heading, block.lines)
    case 'items':
      return items(block.items)
  }
}

function head(agencyName: string): Html {
  const initial = [...agencyName][0]?.toLocaleUpperCase() ?? 'P'
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="mark" width="36" height="36" align="center" style="border-radius:9px;background:#3a45c4;color:#ffffff;font-size:17px;font-weight:700">${initial}</td>
<td class="ink" style="padding-left:12px;font-size:16px;line-height:22px;font-weight:600;color:#1b1b18;word-break:break-word">${agencyName}</td>
</tr></table>`
}

/** The designed part of a mail: 600 pixels, light and dark, nothing loaded from anywhere. */
export function layout(content: MailContent): string {
  const { agencyName, blocks, footer, locale, preview, subject, title } = content
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject}</title>
<style>${new Html(STYLES)}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f7f7f5;font-family:${new Html(FONT)}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f7f7f5"><tr>
<td class="outer" align="center" style="padding:32px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border:1px solid #e3e2dd;border-radius:16px;border-collapse:separate;text-align:left">
<tr><td class="pad" style="padding:28px 36px 0">${head(agencyName)}</td></tr>
<tr><td class="pad" style="padding:24px 36px 12px">
<h1 class="ink" style="margin:0 0 14px;font-size:23px;line-height:30px;font-weight:650;letter-spacing:-0.2px;color:#1b1b18;word-break:break-word">${title}</h1>
${blocks.map(htmlOf)}</td></tr>
<tr><td class="pad line" style="padding:18px 36px 24px;border-top:1px solid #e3e2dd">
${footer.map((line) => html`<p class="muted" style="margin:0 0 6px;font-size:13px;line-height:19px;color:#63635b">${line}</p>`)}
</td></tr></table>
</td></tr></table>
</body>
</html>`.text
}
