import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { type Db, openDb } from '../client'

/** A database of one test file: a copy of the migrated template, with a pool per role. */
export type TestDatabase = {
  /** Role patchbay_app, as the web has it. */
  app: Db
  /** Role patchbay_system, as the worker has it. */
  system: Db
  /** A superuser, for what no role of ours may do: looking at everything, backdating. */
  admin: Sql
  url: (role: 'app' | 'system' | 'owner' | 'superuser') => string
  /** Closes the pools and drops the database. */
  close: () => Promise<void>
}

function variable(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run the database tests with "npm test -- --only db".`)
  return value
}

/** Copies the template. Two files may do so at once; `create database` takes turns by itself. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = new URL(variable('TEST_ADMIN_DATABASE_URL'))
  const name = `patchbay_test_${randomBytes(6).toString('hex')}`
  const root = postgres(server.href, { max: 1, onnotice: () => {} })
  await root.unsafe(`create database ${name} template ${variable('TEST_TEMPLATE_DB')} owner patchbay_owner`)
  const passwords = {
    app: variable('TEST_APP_PASSWORD'),
    system: variable('TEST_SYSTEM_PASSWORD'),
    owner: variable('TEST_OWNER_PASSWORD'),
  }
  const url: TestDatabase['url'] = (role) => {
    const address = new URL(server.href)
    address.pathname = `/${name}`
    if (role !== 'superuser')
      Object.assign(address, { username: `patchbay_${role}`, password: passwords[role] })
    return address.href
  }
  const app = openDb(url('app'), { max: 8, applicationName: 'test-app' })
  const system = openDb(url('system'), { max: 5, applicationName: 'test-system' })
  const admin = postgres(url('superuser'), { max: 2, onnotice: () => {} })
  return {
    app,
    system,
    admin,
    url,
    async close() {
      await Promise.all([app.close(), system.close(), admin.end({ timeout: 5 })])
      await root.unsafe(`drop database if exists ${name} with (force)`)
      await root.end({ timeout: 5 })
    },
  }
}
