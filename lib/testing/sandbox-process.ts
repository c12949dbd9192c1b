import { randomBytes } from 'node:crypto'
import { fromEnvironment } from '@/db/testing/environment'
import { SandboxControl } from './sandbox-control'

export type SandboxProcess = {
  control: SandboxControl
  /** Where it takes mail. */
  smtpUrl: string
  stop: () => Promise<void>
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`${fromEnvironment('TEST_SANDBOX_HOST')}/${path}`, init)
  if (!response.ok) throw new Error(`no sandbox: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Starts the providers' emulator: one of its own on free ports, in the process that all test files share. */
export async function startSandbox(appOrigin: string): Promise<SandboxProcess> {
  const controlToken = randomBytes(24).toString('hex')
  const { id, origin, smtpUrl } = await ask<{ id: string; origin: string; smtpUrl: string }>('', {
    method: 'POST',
    body: JSON.stringify({
      controlToken,
      redirectUris: [`${appOrigin}/api/link/callback/ofauth`],
      appOrigins: [appOrigin],
    }),
  })
  return {
    control: new SandboxControl(origin, controlToken),
    smtpUrl,
    stop: () => ask(id, { method: 'DELETE' }),
  }
}
