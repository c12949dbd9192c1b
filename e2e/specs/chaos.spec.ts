import { Bench } from '../chaos/bench'
import type { Kill } from '../chaos/kill'
import { KILLS } from '../chaos/kills'
import { Member } from '../chaos/member'
import { release } from '../chaos/stops'
import { expect, test } from '../fixtures/test'

const MINUTE_MS = 60_000

let bench: Bench
let member: Member

test.beforeAll(async () => {
  bench = await Bench.open()
  await Promise.all([bench.web.start(), bench.worker.start()])
  member = await Member.signIn(bench)
})
test.afterAll(() => bench?.close())

test('kill -9 of web and worker, wherever they are, loses nothing and does nothing twice', async () => {
  test.setTimeout(180_000)
  const stages: Kill[][] = []
  for (const stage of KILLS) {
    const made: Kill[] = []
    for (const make of stage) made.push(await make(bench, member))
    stages.push(made)
  }
  const kills = stages.flat()
  const requests: Promise<string>[] = []
  for (const stage of stages) {
    for (const { begin } of stage) {
      const request = begin()
      if (request)
        requests.push(
          request.then(
            () => 'answered',
            () => 'cut off',
          ),
        )
    }
    await Promise.all(stage.map(({ reached }) => reached()))
  }

  await Promise.all([bench.web.kill(), bench.worker.kill()])
  const killedAt = Date.now()
  expect(await Promise.all(requests)).toEqual(requests.map(() => 'cut off'))
  for (const { name, halfDone } of kills) await test.step(`${name}: half-done`, halfDone)

  await release(bench.sql)
  await Promise.all([bench.web.start(), bench.worker.start()])
  const broken: string[] = []
  for (const { name, whole } of kills)
    await test.step(`${name}: whole`, async () => {
      const timeout = Math.max(1, killedAt + MINUTE_MS - Date.now())
      await expect(whole)
        .toPass({ timeout, intervals: [500] })
        .catch((error: Error) => broken.push(`${name}: ${error.message}`))
    })
  expect(broken, 'not whole within a minute').toEqual([])
  for (const { later } of kills) await later?.()
})
