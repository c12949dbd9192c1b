import 'server-only'
import { EnvError, env } from '../env'
import { logger } from '../logger'
import { addLateEnvironmentKey } from '../provider-accounts/add-environment-key'
import { roleProblem } from './check-role'
import { appDb, systemDb } from './db'

/** Ends the process with one clear sentence per problem: a half-configured product must not serve anybody. */
export async function checkStart(): Promise<void> {
  try {
    logger.level = env().LOG_LEVEL
    for (const db of [appDb(), systemDb()]) {
      const problem = await roleProblem(db)
      if (problem) throw new EnvError([problem])
    }
    await addLateEnvironmentKey(systemDb())
  } catch (error) {
    const problems =
      error instanceof EnvError ? error.problems : ['The database does not answer; check DATABASE_URL.']
    for (const problem of problems) process.stderr.write(`${problem}\n`)
    if (!(error instanceof EnvError)) logger.error({ err: error }, 'start')
    process.exit(1)
  }
}
