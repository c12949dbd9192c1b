import type { Block, MailContent } from './content'

const WIDTH = 72

/** Breaks a text into lines; a word that is longer than a line, such as an address, stays whole. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length + indent.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].join(`\n${indent}`)
}

const bullet = (line: string) => `- ${wrap(line, '  ')}`

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'hint':
      return wrap(block.text)
    case 'button':
      return `${block.label}:\n${block.url}`
    case 'code':
      return `    ${block.code}`
    case 'facts':
      return block.rows.map(({ label, value }) => wrap(`${label}: ${value}`, '  ')).join('\n')
    case 'section':
      return [block.heading, ...block.lines.map(bullet)].join('\n')
    case 'items':
      return block.items
        .map(({ title, text, url }) => `* ${wrap(title, '  ')}\n  ${wrap(text, '  ')}\n  ${url}`)
        .join('\n\n')
  }
}

/** The mail as plain text, for whoever reads it so. */
export function plainText(content: MailContent): string {
  const parts = [
    wrap(content.title),
    ...content.blocks.map(textOf),
    ['-- ', ...content.footer.map((line) => wrap(line))].join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}
