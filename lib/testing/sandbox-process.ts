import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SandboxControl } from './sandbox-control'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export type SandboxProcess = {
  control: SandboxControl
  /** Where it takes mail. */
  smtpUrl: string
  stop: () => Promise<void>
}

type Addresses = { origin: string; smtpUrl: string }

/** Waits for the lines in which the sandbox says where it listens. */
function listening(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const origin = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      const smtpUrl = /takes mail on (smtp:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (origin && smtpUrl) resolve({ origin, smtpUrl })
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
      SANDBOX_SMTP_PORT: '0',
      SANDBOX_DATA_DIR: dataDir,
      SANDBOX_CONTROL_TOKEN: token,
      SANDBOX_API_KEYS: '',
      SANDBOX_REDIRECT_URIS: `${appOrigin}/api/link/callback/ofauth`,
      SANDBOX_APP_ORIGINS: appOrigin,
    },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { origin, smtpUrl } = await listening(child)
  return {
    control: new SandboxControl(origin, token),
    smtpUrl,
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
