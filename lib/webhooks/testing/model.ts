import { listSays } from '../../connections/list-says'
import { type ConnectionStatus, isBroken, isWorking } from '../../connections/words'
import { judgeBroken } from '../../health/suspicion'
import { decide } from '../../link-sessions/decide'
import { type LinkState, nextState } from '../../link-sessions/states'
import type { RemoteConnection } from '../../providers/types'
import type { WebhookKind } from '../../providers/webhook-types'
import { effectOf } from '../effect'

/** What can happen, in any order. `of` is the account that it happens to. */
export type Step =
  /** The login is done at the provider, ends there, or is renewed there without us. */
  | { do: 'log_in' | 'end' | 'renew'; of: number }
  /** One of the webhooks that the provider has sent arrives: any of them, early, late or again. */
  | { do: 'deliver'; of: number; which: number }
  /** The browser comes back; the session is polled; the finishing job runs. */
  | { do: 'callback' | 'poll'; of: number }
  | { do: 'list' }
  /** The next read fails, for no reason that is the connection's. */
  | { do: 'fault'; of: number }
  /** Time passes, and the jobs that are due run. */
  | { do: 'wait'; seconds: number }

type Row = {
  status: ConnectionStatus
  suspectSince: Date | null
  lastEventAt: Date | null
  lastNudgedAt: Date | null
  lastProvenAt: Date | null
}
type Job = { at: number; what: 'verify' | 'finish'; of: number }
type Sent = { kind: WebhookKind; at: Date }

/** One account: what is true at the provider, and what our books say. */
class Account {
  done = false
  works = false
  changedAt = new Date(0)
  sent: Sent[] = []
  faults = 0
  session: LinkState = 'open'
  returned = false
  row: Row | null = null
  /** How often the login ended, and how often somebody was told so. */
  endings = 0
  told = 0
}

/**
 * The deciding parts of the product, put together without a database: what a webhook, the list, a poll and a callback
 * make of each other. Nothing here decides by itself; it keeps the books and the clock.
 */
export class Model {
  readonly accounts: Account[]
  private ms = 1_900_000_000_000
  private jobs: Job[] = []

  constructor(count: number) {
    this.accounts = Array.from({ length: count }, () => new Account())
  }

  private now(): Date {
    return new Date(this.ms)
  }

  play(step: Step): void {
    // Two things never happen in the same millisecond.
    this.ms += 1
    if (step.do === 'wait') this.wait(step.seconds)
    else if (step.do === 'list') this.list()
    else this.playAt(step.of, step)
  }

  private playAt(of: number, step: Exclude<Step, { do: 'wait' | 'list' }>): void {
    const account = this.accounts[of]
    if (!account) return
    if (step.do === 'deliver') this.deliver(of, account, account.sent[step.which % account.sent.length])
    else if (step.do === 'log_in') this.logIn(account)
    else if (step.do === 'fault') account.faults += 1
    else if (step.do === 'end' || step.do === 'renew') this.change(account, step.do === 'renew')
    else {
      if (step.do === 'callback') account.returned ||= account.done
      this.prove(account)
    }
  }

  /** Nothing is lost any more: the jobs run, and the list comes round, until there is nothing left to do. */
  settle(): void {
    for (const account of this.accounts) account.faults = 0
    for (let round = 0; round < 3; round += 1) {
      for (const account of this.accounts) this.prove(account)
      this.list()
      this.wait(120)
    }
  }

  private logIn(account: Account): void {
    if (account.done) return
    account.done = true
    account.works = true
    account.changedAt = this.now()
    account.sent.push({ kind: 'connected', at: this.now() })
  }

  private change(account: Account, works: boolean): void {
    if (!account.done || account.works === works) return
    account.works = works
    account.changedAt = this.now()
    if (!works) account.endings += 1
    account.sent.push({ kind: works ? 'changed' : 'lost', at: this.now() })
  }

  private deliver(of: number, account: Account, event: Sent | undefined): void {
    const { row } = account
    if (!event) return
    const effect = effectOf({ ...event, occurredAt: event.at }, { state: account.session }, row, this.now())
    if (effect.kind === 'finish_session') this.jobs.push({ at: this.ms, what: 'finish', of })
    if (effect.kind === 'list') this.list()
    if (!row || effect.kind === 'outdated') return
    if (effect.kind === 'read' || effect.kind === 'read_later') {
      const at = effect.kind === 'read' ? this.now() : effect.at
      row.lastNudgedAt = at
      this.jobs.push({ at: at.getTime(), what: 'verify', of })
    }
    if (effect.kind === 'read' || effect.kind === 'read_later' || effect.kind === 'joined')
      row.lastEventAt = row.lastEventAt && row.lastEventAt > event.at ? row.lastEventAt : event.at
  }

  /** A proof of the session, and what it means. */
  private prove(account: Account): void {
    const { session } = account
    const late = session === 'needs_review' && account.returned
    if (!account.done || !account.works || session === 'completed' || (session === 'needs_review' && !late))
      return
    const verifying = late ? session : (nextState(session, 'verify') ?? session)
    const { kind } = decide({
      proven: { connectionId: 'conn_1', ofUserId: '1', username: 'one' },
      expected: null,
      byConnectionId: null,
      byUser: null,
      browserReturned: account.returned,
      asked: null,
    })
    account.session = nextState(verifying, kind === 'review' ? 'review' : 'complete') ?? verifying
    if (account.session !== 'completed') return
    const at = this.now()
    account.row = {
      status: 'active',
      suspectSince: null,
      lastEventAt: null,
      lastNudgedAt: null,
      lastProvenAt: at,
    }
  }

  /** One read with the connection, by Patchbay itself. */
  private verify(of: number, account: Account): void {
    const { row } = account
    if (!row) return
    if (account.faults > 0) {
      account.faults -= 1
      return
    }
    if (account.works) {
      Object.assign(row, { status: 'active', suspectSince: null, lastProvenAt: this.now() })
      return
    }
    const judged = judgeBroken(row, 'patchbay', this.now())
    if (judged === 'suspect') {
      row.suspectSince = this.now()
      this.jobs.push({ at: this.ms + 22_000, what: 'verify', of })
    }
    if (judged !== 'broken') return
    if (!isBroken(row.status)) account.told += 1
    Object.assign(row, { status: 'needs_reauth', suspectSince: null })
  }

  private list(): void {
    for (const [of, account] of this.accounts.entries()) {
      const { row } = account
      if (!row) {
        this.prove(account)
        continue
      }
      const word = listSays({ ...row, ofUserId: '1', permissions: [] }, remoteOf(account), this.now())
      if (word === 'active_again') this.jobs.push({ at: this.ms, what: 'verify', of })
      if (word !== 'ended') continue
      const judged = judgeBroken(row, 'patchbay', this.now())
      if (judged === 'suspect') row.suspectSince = this.now()
      if (judged !== 'wait')
        this.jobs.push({ at: this.ms + (judged === 'suspect' ? 22_000 : 0), what: 'verify', of })
    }
  }

  private wait(seconds: number): void {
    const until = this.ms + seconds * 1_000
    for (;;) {
      const next = this.jobs.filter((job) => job.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.jobs.splice(this.jobs.indexOf(next), 1)
      this.ms = Math.max(this.ms, next.at)
      const account = this.accounts[next.of]
      if (!account) continue
      if (next.what === 'finish') this.prove(account)
      else this.verify(next.of, account)
    }
    this.ms = until
  }
}

function remoteOf(account: Account): RemoteConnection {
  return {
    id: 'conn_1',
    status: account.works ? 'active' : 'expired',
    identity: { id: '1', username: 'one', name: 'One', avatarUrl: null },
    permissions: [],
    referenceId: null,
    imported: false,
    createdAt: null,
    updatedAt: account.changedAt,
    expiredAt: null,
    lastCheckedAt: null,
  }
}

/** What our books must say in the end, from nothing but what is true at the provider and who came back. */
export function expectedOf(account: Account) {
  if (!account.done) return { session: 'open', works: null }
  // Never proven: it ended before anybody asked, or only while it did not work.
  if (account.row === null) return { session: account.session, works: null }
  return { session: 'completed', works: account.works }
}

export const booksOf = ({ session, row }: Account) => ({ session, works: row && isWorking(row.status) })
