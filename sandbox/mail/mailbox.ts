import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { z } from 'zod'

const storedSchema = z.object({
  id: z.number().int().positive(),
  at: z.string(),
  /** Of the envelope: where it really came from and went to. */
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  /** As the sender says it: name and address in one. */
  sender: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
  html: z.string().nullable(),
  text: z.string().nullable(),
})
export type StoredMail = z.infer<typeof storedSchema>

/** How many mails are kept; the oldest go first. */
export const KEEP_MAILS = 500

const FILE = /^\d+\.json$/

/** The mails that came in, newest last: in memory, and one file each beside the sandbox's state. */
export class Mailbox {
  private readonly folder: string | null
  private mails: StoredMail[] = []
  private count = 0

  constructor(dataDir: string | null) {
    this.folder = dataDir === null ? null : join(dataDir, 'mails')
    this.load()
  }

  /** Reads a message and keeps it. @param at ISO time of its arrival */
  async add(envelope: { from: string; to: string[] }, raw: Uint8Array, at: string): Promise<StoredMail> {
    const parsed = await PostalMime.parse(raw)
    const sender = parsed.from
    this.count += 1
    const mail: StoredMail = {
      id: this.count,
      at,
      from: envelope.from,
      to: envelope.to,
      subject: parsed.subject ?? '',
      sender: sender ? `${sender.name} <${sender.address ?? ''}>`.trim() : envelope.from,
      headers: parsed.headers.map(({ key, value }) => ({ key, value })),
      html: parsed.html ?? null,
      text: parsed.text ?? null,
    }
    this.mails.push(mail)
    this.save(mail)
    while (this.mails.length > KEEP_MAILS) this.forget(this.mails[0])
    return mail
  }

  /** Newest first; `to` is a part of a recipient's address. */
  list(to = ''): StoredMail[] {
    const part = to.trim().toLowerCase()
    return this.mails
      .filter((mail) => mail.to.some((address) => address.toLowerCase().includes(part)))
      .reverse()
  }

  find(id: number): StoredMail | null {
    return this.mails.find((mail) => mail.id === id) ?? null
  }

  /** Empties it, or forgets what went to one address. */
  clear(to = ''): void {
    for (const mail of this.list(to)) this.forget(mail)
  }

  private fileOf(mail: StoredMail): string | null {
    return this.folder === null ? null : join(this.folder, `${mail.id}.json`)
  }

  private save(mail: StoredMail): void {
    const file = this.fileOf(mail)
    if (file === null || this.folder === null) return
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, JSON.stringify(mail), { mode: 0o600 })
  }

  private forget(mail: StoredMail | undefined): void {
    if (mail === undefined) return
    this.mails = this.mails.filter((one) => one !== mail)
    const file = this.fileOf(mail)
    if (file !== null) rmSync(file, { force: true })
  }

  /** What an earlier process kept; a file that cannot be read is left out. */
  private load(): void {
    if (this.folder === null) return
    for (const name of namesIn(this.folder)) {
      const mail = readMail(join(this.folder, name))
      if (mail !== null) this.mails.push(mail)
    }
    this.mails.sort((a, b) => a.id - b.id)
    this.count = this.mails.at(-1)?.id ?? 0
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => FILE.test(name))
  } catch {
    return []
  }
}

function readMail(file: string): StoredMail | null {
  try {
    const parsed = storedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
