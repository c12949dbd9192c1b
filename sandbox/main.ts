import { createSandbox, type Sandbox } from './app'
import { readConfig } from './config'

/** The sandbox as a process of its own. Prints one line when it listens. */
async function main(): Promise<void> {
  const log = (line: string) => process.stdout.write(`${line}\n`)
  let sandbox: Sandbox
  try {
    sandbox = createSandbox({ ...readConfig(process.env), log })
  } catch (error) {
    process.stderr.write(`sandbox: ${error instanceof Error ? error.message : 'wrong configuration'}\n`)
    process.exit(1)
  }
  const { origin, smtpUrl } = await sandbox.listen().catch((error: NodeJS.ErrnoException) => {
    process.stderr.write(`sandbox: cannot listen (${error.code ?? error.message})\n`)
    return process.exit(1)
  })
  // The last line is the one that says that all is ready.
  log(`sandbox: takes mail on ${smtpUrl}`)
  log(`sandbox: listening on ${origin}`)
  const stop = () => void sandbox.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

await main()
