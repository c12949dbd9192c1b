import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { inviteTokens } from '@/db/schema/invite-tokens'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { orphans } from '@/db/schema/orphans'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import type { Agency, World } from '../../testing/world'

const HOUR = 3_600_000
export const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const text = () => randomUUID()

type Row<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>

export const broken = (over: Row<typeof connections> = {}) => ({
  status: 'needs_reauth' as const,
  statusReason: 'session_expired',
  brokenSince: ago(5),
  ...over,
})

/** Writes what needs somebody straight into the books of an agency. */
export class Books {
  constructor(
    private readonly world: World,
    private readonly agency: Agency,
  ) {}

  async addCreator(): Promise<string> {
    const id = randomUUID()
    await this.world.db.system
      .insert(creators)
      .values({ id, agencyId: this.agency.id, name: `Creator ${id.slice(0, 4)}` })
    return id
  }

  connectionOf(creatorId: string, over: Row<typeof connections> = {}) {
    const id = over.id ?? randomUUID()
    return {
      agencyId: this.agency.id,
      creatorId,
      providerAccountId: this.agency.accountId,
      provider: 'ofauth' as const,
      providerConnectionId: text(),
      ofUserId: text(),
      username: `user${id.slice(0, 6)}`,
      displayName: 'A name',
      status: 'active' as const,
      statusReason: 'proven',
      statusChangedAt: ago(30),
      lastProvenAt: ago(1),
      searchText: '',
      ...over,
      id,
    }
  }

  async addConnection(over: Row<typeof connections> = {}, creatorId?: string): Promise<string> {
    const row = this.connectionOf(creatorId ?? (await this.addCreator()), over)
    await this.world.db.system.insert(connections).values(row)
    return row.id
  }

  async addReview(creatorId: string, connectionId: string | null): Promise<string> {
    const id = randomUUID()
    await this.world.db.system.insert(linkSessions).values({
      id,
      agencyId: this.agency.id,
      providerAccountId: this.agency.accountId,
      provider: 'ofauth',
      mode: 'redirect',
      purpose: connectionId ? 'reconnect' : 'connect',
      state: 'needs_review',
      creatorId,
      connectionId,
      referenceId: text(),
      idempotencyKey: text(),
      reviewReason: connectionId ? 'other_user_same_id' : 'browser_not_returned',
      candidate: {
        providerConnectionId: text(),
        ofUserId: '1',
        username: 'somebody',
        displayName: 'Somebody',
        avatarUrl: null,
        permissions: null,
        referenceId: null,
      },
      createdAt: ago(3),
      expiresAt: ago(2),
      stateChangedAt: ago(3),
    })
    return id
  }

  async addInvite(creatorId: string, over: Row<typeof invites> = {}): Promise<string> {
    const id = randomUUID()
    const createdAt = over.createdAt ?? ago(48)
    await this.world.db.system.insert(invites).values({
      id,
      agencyId: this.agency.id,
      creatorId,
      purpose: 'connect',
      language: 'en',
      expiresAt: ago(-24),
      createdAt,
      ...over,
    })
    await this.world.db.system
      .insert(inviteTokens)
      .values({ agencyId: this.agency.id, inviteId: id, rotation: 0, tokenHash: text(), createdAt })
    return id
  }

  async addMail(inviteId: string, over: Row<typeof mails> = {}): Promise<void> {
    await this.world.db.system.insert(mails).values({
      agencyId: this.agency.id,
      kind: 'invite',
      toAddress: 'jane@example.com',
      language: 'en',
      refs: { inviteId },
      dedupeKey: text(),
      status: 'failed',
      problem: 'address_refused',
      createdAt: ago(2),
      nextAttemptAt: ago(2),
      ...over,
    })
  }

  async addOrphan(): Promise<void> {
    await this.world.db.system.insert(orphans).values({
      agencyId: this.agency.id,
      providerAccountId: this.agency.accountId,
      providerConnectionId: text(),
      ofUserId: '1',
      username: 'orphan',
      displayName: 'Orphan',
      remoteStatus: 'active',
      firstSeenAt: ago(9),
      lastSeenAt: ago(1),
    })
  }

  async addDeletion(attempts: number): Promise<void> {
    await this.world.db.system.insert(providerDeletions).values({
      agencyId: this.agency.id,
      providerAccountId: this.agency.accountId,
      providerConnectionId: text(),
      reason: 'disconnected',
      attempts,
      createdAt: ago(9),
      nextAttemptAt: ago(-1),
    })
  }

  async setAccount(set: Row<typeof providerAccounts>): Promise<void> {
    await this.world.db.system
      .update(providerAccounts)
      .set(set)
      .where(eq(providerAccounts.id, this.agency.accountId))
  }
}
