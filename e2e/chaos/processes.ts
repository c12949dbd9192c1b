import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { environment } from '../fixtures/environment'

/** One process of the product, which can be killed and started anew. Its log is looked through with all the others. */
export class Process {
  private child: ChildProcess | undefined
  private readonly log: string

  constructor(
    readonly name: 'web' | 'worker',
    private readonly args: string[],
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.log = path.join(environment.logDir, `${name}.log.chaos`)
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    const fd = openSync(this.log, 'a', 0o600)
    const before = this.said().length
    this.child = spawn(process.execPath, this.args, { env: this.env, stdio: ['ignore', fd, fd] })
    closeSync(fd)
    const ready = `${this.name} ready`
    await expect
      .poll(() => this.child?.exitCode === null && this.said().slice(before).includes(ready), {
        timeout: 60_000,
        intervals: [50],
        message: ready,
      })
      .toBe(true)
  }

  /** `kill -9`; returns when it is gone. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    expect(child.signalCode).toBe('SIGKILL')
  }

  private said(): string {
    return readFileSync(this.log, 'utf8')
  }
}
