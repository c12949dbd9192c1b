import { expect } from '@playwright/test'
import { accountOf, makeConnection } from '../fixtures/agency'
import { listen } from '../fixtures/webhooks'
import type { Bench } from './bench'
import { connectionsOf, deliveriesOf, expectNoLineTwice } from './books'
import { type Make, newAgency } from './kill'
import type { Member } from './member'
import { stopAt, stopped } from './stops'

/** A connection whose login ends, of which a webhook tells. */
async function told(bench: Bench, member: Member) {
  const agency = await newAgency(bench, member)
  await listen(bench.sql, agency, `http://localhost:${bench.port}`)
  await agency.control.webhookSwitches({ retryMs: 2_000 })
  const known = await makeConnection(bench.sql, agency, accountOf('Wanda Webhook'))
  return {
    agency,
    end: () => agency.control.act(known.remote.id, 'expire'),
    whole: async () => {
      const [delivery, ...others] = await deliveriesOf(bench.sql, agency)
      expect([delivery?.outcome, others]).toEqual(['read', []])
      const read = await bench.sql`select 1 from events
        where agency_id = ${agency.id} and kind = 'connection.webhook'`
      expect(read).toHaveLength(1)
      // Read, and suspected: the second look follows in twenty seconds.
      expect(await connectionsOf(bench.sql, agency)).toMatchObject([{ id: known.id, is_doubted: true }])
      await expectNoLineTwice(bench.sql, agency)
    },
  }
}

export const webhookUnanswered: Make = async (bench, member) => {
  const { agency, end, whole } = await told(bench, member)
  await stopAt(bench.sql, agency, { process: 'patchbay-web', table: 'webhook_deliveries', does: 'insert' })
  return {
    name: 'webhook: in the transaction that stores it, before it is answered',
    begin: () => {
      void end()
      return null
    },
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => expect(await deliveriesOf(bench.sql, agency)).toHaveLength(0),
    whole,
  }
}

export const webhookWaits: Make = async (bench, member) => {
  const { agency, end, whole } = await told(bench, member)
  await stopAt(bench.sql, agency, { process: 'patchbay-worker', table: 'webhook_deliveries', does: 'update' })
  return {
    name: 'webhook: answered, in the transaction of its job',
    begin: () => {
      void end()
      return null
    },
    reached: () => stopped(bench.sql, agency),
    halfDone: async () => expect(await deliveriesOf(bench.sql, agency)).toMatchObject([{ outcome: null }]),
    whole,
  }
}
