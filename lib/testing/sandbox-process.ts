import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SandboxControl } from './sandbox-control'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export type SandboxProcess = { control: SandboxControl; stop: () => Promise<void> }

/** Waits for the line in which the sandbox says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const origin = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (origin) resolve(origin)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(`The sandbox ended before it listened: ${said}`)))
  })
}

/** Starts the provider's emulator as a process of its own, on a free port, with a folder of its own. */
export async function startSandbox(appOrigin: string): Promise<SandboxProcess> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'patchbay-sandbox-'))
  const token = randomBytes(24).toString('hex')
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      SANDBOX_PORT: '0',
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_CONTROL_TOKEN: token,
      SANDBOX_API_KEYS: '',
      SANDBOX_REDIRECT_URIS: `${appOrigin}/api/link/callback/ofauth`,
      SANDBOX_APP_ORIGINS: appOrigin,
    },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = await listening(child)
  return {
    control: new SandboxControl(origin, token),
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
