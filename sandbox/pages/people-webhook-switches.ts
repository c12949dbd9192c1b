import { html } from 'hono/html'
import type { Organisation } from '../state/schema'
import {
  defaultWebhookSwitches,
  signingSchema,
  type WebhookSwitches,
  webhookSwitchesSchema,
} from '../webhooks/schema'
import type { Html } from './layout'
import { hidden, type PeopleView } from './people-shell'

type Field = {
  name: keyof WebhookSwitches
  label: string
  options: [value: string | number, label: string][]
}

const FIELDS: Field[] = [
  {
    name: 'delivery',
    label: 'Delivery',
    options: [
      ['on', 'on'],
      ['off', 'off'],
    ],
  },
  {
    name: 'duplicates',
    label: 'Copies',
    options: [
      [0, 'none'],
      [1, 'one more'],
      [3, 'three more'],
    ],
  },
  {
    name: 'reorder',
    label: 'Order',
    options: [
      [0, 'as it happened'],
      [2, 'two swapped'],
      [4, 'four reversed'],
    ],
  },
  {
    name: 'drop',
    label: 'Lost',
    options: [
      ['none', 'none'],
      ['every-other', 'every other'],
      ['all', 'all'],
    ],
  },
  {
    name: 'delayMs',
    label: 'Delay',
    options: [
      [0, 'none'],
      [5_000, '5 seconds'],
      [60_000, 'a minute'],
    ],
  },
  {
    name: 'signing',
    label: 'Signature',
    options: signingSchema.options.map((signing) => [signing, signing]),
  },
  {
    name: 'skewSeconds',
    label: 'Signed',
    options: [
      [0, 'now'],
      [-600, '10 minutes ago'],
      [600, '10 minutes ahead'],
    ],
  },
  {
    name: 'spelling',
    label: 'Spelling',
    options: [
      ['docs', 'as the documents'],
      ['sdk', 'as the SDKs'],
    ],
  },
]

function select({ name, label, options }: Field, switches: WebhookSwitches): Html {
  const chosen = String(switches[name])
  return html`<label class="field"><span>${label}</span><select name="${name}">${options.map(
    ([value, text]) =>
      html`<option value="${value}"${String(value) === chosen ? html` selected` : ''}>${text}</option>`,
  )}</select></label>`
}

/** How many switches are not as they usually are. */
function changed(switches: WebhookSwitches): number {
  const usual = defaultWebhookSwitches()
  return FIELDS.filter(({ name }) => switches[name] !== usual[name]).length
}

/** Everything that can go wrong with all of an organisation's deliveries. */
export function switchesForm(organisation: Organisation, view: PeopleView): Html {
  const { switches } = organisation.webhooks
  const count = changed(switches)
  const words =
    count === 0 ? 'as usual' : count === 1 ? 'one thing is unusual' : `${count} things are unusual`
  return html`<details class="switches"${count === 0 ? '' : html` open`}><summary>How all of them are sent: ${words}</summary>
  <form class="fire" method="post" action="/webhooks/switches">${hidden(view)}<input type="hidden" name="organisation" value="${organisation.id}">
    ${FIELDS.map((field) => select(field, switches))}
    <button class="second small">Apply</button><button class="second small" name="usual" value="yes">As usual again</button></form></details>`
}

/** Reads the form above; null when it holds something else. */
export function readSwitches(form: Record<string, unknown>): WebhookSwitches | null {
  if (form.usual === 'yes') return defaultWebhookSwitches()
  const usual = defaultWebhookSwitches()
  const values = FIELDS.map(({ name }) => {
    const text = String(form[name] ?? '')
    return [name, typeof usual[name] === 'number' ? Number(text) : text]
  })
  const parsed = webhookSwitchesSchema.safeParse({ ...usual, ...Object.fromEntries(values) })
  return parsed.success ? parsed.data : null
}
