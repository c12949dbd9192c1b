import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setEnvironment } from '@/db/testing/environment'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Before the first test file: starts the process that makes a sandbox for each of them. */
export default async function startSandboxHost(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/many.ts'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { NODE_ENV: 'test' },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const address = /made on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (address) resolve(address)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`The sandboxes' process ended before it listened: ${said}`)))
  })
  setEnvironment({ TEST_SANDBOX_HOST: origin })
  return async () => {
    child.stdin.end()
    await exited
  }
}
