import { Problem } from './output.mjs'

const plain = (word) => {
  if (!/^[A-Za-z0-9_-]+$/.test(word)) throw new Error(`not a plain word: ${word.slice(0, 3)}…`)
  return word
}

/** Addresses of a server's databases. Passwords are our own: hexadecimal, nothing to encode. */
export const databaseUrl = (server, role, password, database) =>
  `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`

/**
 * Runs some SQL as the superuser.
 * @param {{ port: number, password: string, dir: string }} server
 * @param {string} database
 * @param {(sql: import('postgres').Sql) => Promise<T>} work
 * @template T
 * @returns {Promise<T>}
 */
export async function asSuperuser(server, database, work) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(databaseUrl(server, 'postgres', server.password, database), {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'patchbay-launcher' },
  })
  try {
    return await work(sql)
  } catch (error) {
    if (error.code === '28P01')
      throw new Problem(
        `The database in ${server.dir} was made with other secrets. Bring secrets.json back, or remove both to begin anew.`,
      )
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Creates the three roles and sets their passwords. None of them may look past row-level security.
 * @param {object} server
 * @param {{ owner: string, app: string, system: string }} passwords
 */
export function ensureRoles(server, passwords) {
  return asSuperuser(server, 'postgres', async (sql) => {
    for (const [name, password] of Object.entries(passwords)) {
      const role = `patchbay_${plain(name)}`
      const rights = 'login nosuperuser nobypassrls nocreatedb nocreaterole noreplication'
      const [known] = await sql`select 1 from pg_roles where rolname = ${role}`
      await sql.unsafe(
        `${known ? 'alter' : 'create'} role ${role} with ${rights} password '${plain(password)}'`,
      )
    }
  })
}

/** Creates a database that patchbay_owner owns and that only our three roles may enter. */
export async function ensureDatabase(server, database, { template = 'template0' } = {}) {
  const name = plain(database)
  const created = await asSuperuser(server, 'postgres', async (sql) => {
    const [known] = await sql`select 1 from pg_database where datname = ${name}`
    if (!known) await sql.unsafe(`create database ${name} owner patchbay_owner template ${plain(template)}`)
    await sql.unsafe(`revoke all on database ${name} from public`)
    await sql.unsafe(`grant connect on database ${name} to patchbay_owner, patchbay_app, patchbay_system`)
    return !known
  })
  await asSuperuser(server, name, async (sql) => {
    await sql.unsafe('revoke create on schema public from public')
    await sql.unsafe('grant usage on schema public to patchbay_app, patchbay_system')
  })
  return created
}

/** Removes a database and whoever is still connected to it. */
export function dropDatabase(server, database) {
  return asSuperuser(server, 'postgres', (sql) =>
    sql.unsafe(`drop database if exists ${plain(database)} with (force)`),
  )
}
