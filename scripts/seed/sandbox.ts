import type { Person } from './people'
import type { PlannedConnection } from './plan'

export type SeededRemote = { id: string }

const control = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(`${process.env.SANDBOX_URL}/__control/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-control-token': process.env.SANDBOX_CONTROL_TOKEN ?? '',
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  })
  if (!response.ok)
    throw new Error(`The sandbox refused ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

export type RemoteAccount = {
  person: Person
  status: 'active' | 'expired' | 'awaiting_2fa'
  permissions: string[]
  referenceId: string | null
  createdAt: Date
  changedAt: Date
}

/** Makes accounts in the sandbox for one API key; the answer has their connection ids, in the same order. */
export async function seedSandbox(
  apiKey: string,
  name: string,
  accounts: RemoteAccount[],
): Promise<SeededRemote[]> {
  const answer = (await control('seed', {
    apiKey,
    name,
    replace: true,
    accounts: accounts.map(({ person, ...account }) => ({
      ofUserId: person.ofUserId,
      username: person.username,
      name: person.name,
      email: person.email,
      kind: 'creator',
      status: account.status,
      permissions: account.permissions,
      clientReferenceId: account.referenceId,
      createdAt: account.createdAt.toISOString(),
      updatedAt: account.changedAt.toISOString(),
      expiredAt: account.status === 'expired' ? account.changedAt.toISOString() : null,
      lastCheckedAt: account.changedAt.toISOString(),
    })),
  })) as { connections: { id: string }[] }
  return answer.connections
}

type SeededLogin = { person: Person; authenticated: boolean; remembers: boolean; createdAt: Date }

/** Makes accounts at OnlyFansAPI or OnlyFansKit; the answer has their ids there, in the same order. */
export async function seedLogins(
  apiKey: string,
  provider: 'onlyfansapi' | 'onlyfanskit',
  accounts: SeededLogin[],
): Promise<string[]> {
  const answer = (await control('logins/seed', {
    apiKey,
    provider,
    replace: true,
    accounts: accounts.map(({ person, createdAt, ...rest }) => ({
      ...rest,
      ofUserId: person.ofUserId,
      username: person.username,
      name: person.name,
      email: person.email,
      displayName: person.name,
      createdAt: createdAt.toISOString(),
    })),
  })) as { accounts: { id: string }[] }
  return answer.accounts.map((account) => account.id)
}

/** Where the sandbox sends this organisation's webhooks of one provider. */
export async function setWebhookEndpoint(
  apiKey: string,
  endpoint: { provider: 'ofauth' | 'onlyfansapi'; url: string; secret: string },
): Promise<void> {
  await control('webhooks', { apiKey, ...endpoint })
}

/** Deletes a connection through the sandbox's wire API; its person keeps the login. */
export async function deleteRemote(apiKey: string, id: string): Promise<void> {
  await fetch(`${process.env.SANDBOX_URL}/v2/account/connections/${id}`, {
    method: 'DELETE',
    headers: { apikey: apiKey },
    signal: AbortSignal.timeout(15_000),
  })
}

export function remoteOf(planned: PlannedConnection, referenceId: string): RemoteAccount | null {
  if (!planned.remote) return null
  return {
    person: planned.person,
    status: planned.remote,
    permissions: planned.permissions,
    referenceId,
    createdAt: planned.createdAt,
    changedAt: planned.brokenSince ?? planned.lastProvenAt,
  }
}
