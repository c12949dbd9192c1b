import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { freePort } from '../authz/without-proxy'
import { type Agency, makeAgency } from '../fixtures/agency'
import type { Sql } from '../fixtures/database'
import { environment } from '../fixtures/environment'
import { Process } from './processes'
import { installStops } from './stops'
import { Wire } from './wire'

const at = (address: string | undefined, database: string) => {
  const url = new URL(address ?? '')
  url.pathname = `/${database}`
  return url.href
}

/**
 * A web and a worker with a database of their own, so that nobody else takes their jobs: what was killed is made whole by
 * them or not at all. The sandbox is the one of all journeys, behind a line of ours.
 */
export class Bench {
  private constructor(
    /** A superuser's one connection, which holds locks. */
    readonly sql: Sql,
    readonly wire: Wire,
    readonly web: Process,
    readonly worker: Process,
    readonly port: number,
    private readonly database: string,
    private readonly systemUrl: string,
  ) {}

  static async open(): Promise<Bench> {
    const database = `patchbay_test_chaos_${randomBytes(4).toString('hex')}`
    const root = postgres(environment.databaseUrl, { max: 1, onnotice: () => {} })
    await root.unsafe(`create database ${database} template ${environment.templateDatabase}`)
    await root.end()
    const sql = postgres(at(environment.databaseUrl, database), { max: 1, onnotice: () => {} })
    await installStops(sql)
    const wire = await Wire.open()
    const port = await freePort()
    const systemUrl = at(process.env.SYSTEM_DATABASE_URL, database)
    const env = {
      ...process.env,
      NODE_ENV: 'production' as const,
      PORT: String(port),
      // What the sandbox sends browsers back to; they bring it to this port by themselves.
      APP_ORIGIN: environment.baseUrl,
      DATABASE_URL: at(process.env.DATABASE_URL, database),
      SYSTEM_DATABASE_URL: systemUrl,
      OFAUTH_BASE_URL: wire.origin,
      ONLYFANSAPI_BASE_URL: wire.origin,
      ONLYFANSKIT_BASE_URL: wire.origin,
    }
    const web = new Process('web', ['scripts/web.mjs'], env)
    const worker = new Process(
      'worker',
      ['--conditions=react-server', '--import', 'tsx', 'lib/jobs/worker.ts'],
      env,
    )
    return new Bench(sql, wire, web, worker, port, database, systemUrl)
  }

  /** An agency of one failpoint. */
  agency(): Promise<Agency> {
    return makeAgency(this.sql)
  }

  get queueUrl(): string {
    return this.systemUrl
  }

  async close(): Promise<void> {
    await Promise.all([this.web.kill(), this.worker.kill()])
    this.wire.close()
    await this.sql.end({ timeout: 5 })
    const root = postgres(environment.databaseUrl, { max: 1, onnotice: () => {} })
    await root.unsafe(`drop database if exists ${this.database} with (force)`)
    await root.end()
  }
}
