import path from 'node:path'
import { Problem, say } from './output.mjs'
import { dataDir, shown } from './paths.mjs'
import { startPostgres } from './postgres.mjs'

/**
 * Starts the embedded Postgres, keeps it running on its port, and stops it after everything else.
 * @param {ReturnType<typeof import('./launcher.mjs').createLauncher>} launcher
 * @param {{ superuserPassword: string }} secrets
 * @param {(text: string) => void} note
 */
export async function openPostgres(launcher, secrets, note) {
  const options = {
    dir: path.join(dataDir, 'postgres'),
    logFile: launcher.postgresLog,
    password: secrets.superuserPassword,
  }
  // Whatever is under way when the end comes is waited for and then stopped.
  let latest = startPostgres(options)
  launcher.onStop(() =>
    latest.then(
      (running) => running.stop(),
      () => {},
    ),
  )
  const server = await latest
  if (server.moved)
    note(
      `kept in ${server.dir}, because Postgres may not run as root and its user cannot enter this checkout`,
    )
  note(server.adopted ? 'still running, adopted' : server.created ? 'created' : 'started')
  const crashes = []
  const watch = async () => {
    await (await latest).gone
    if (launcher.stopping()) return
    crashes.push(Date.now())
    if (crashes.filter((at) => Date.now() - at < 120_000).length >= 5)
      throw new Problem(`Postgres ended five times. Its log is ${shown(launcher.postgresLog)}.`)
    say('postgres │ ended; starting it again')
    latest = startPostgres({ ...options, port: server.port })
    return watch()
  }
  watch().catch(launcher.failed)
  return server
}
