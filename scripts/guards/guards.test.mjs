import { describe, expect, it } from 'vitest'
import { GUARDS } from '../guards.mjs'
import { makeFile } from './files.mjs'

const lines = (count) => 'const x = 1\n'.repeat(count)
const wrapped = "import { agencyAction } from '@/lib/auth/action'\n"
const server = "'use server'\n"
// The guards read this file as well: what they forbid is put together here.
const join = (...parts) => parts.join('')

/** For each guard: files that break it, each alone, and files that must pass. */
const CASES = {
  'file-length': {
    bad: [
      ['lib/long.ts', lines(301)],
      ['app/long.css', lines(400)],
    ],
    good: [
      ['lib/full.ts', lines(300)],
      ['db/migrations/0001_all.sql', lines(900)],
      ['package-lock.json', lines(900)],
    ],
  },
  'machine-paths': {
    bad: [
      ['README.md', join('cd /wo', 'rk/main')],
      ['lib/a.ts', join("const a = '/ro", "ot/x'")],
      ['scripts/a.mjs', join("const a = '/t", "mp/x'")],
      ['package-lock.json', join('"resolved": "https://npm.', 'artifactory.example/x.tgz"')],
      ['.npmrc', join('registry=https://reg', 'istry.example.org/')],
    ],
    good: [
      ['scripts/a.mjs', "const a = '/var/tmp/x'"],
      ['package-lock.json', join('"https://reg', 'istry.npmjs.org/x.tgz"')],
      ['lib/a.ts', "'https://api.ofauth.com/v2/network'"],
    ],
  },
  leftovers: {
    bad: [
      ['lib/a.ts', join('// TO', 'DO: later')],
      ['lib/a.ts', join('// @ts-', 'ignore')],
      ['lib/a.ts', join('// biome-', 'ignore lint: x')],
      ['README.md', join('coming ', 'soon')],
    ],
    good: [['lib/a.ts', '// Done.']],
  },
  'kebab-case': {
    bad: [
      ['lib/linkSessions/x.ts', ''],
      ['components/Button.tsx', ''],
      ['app/a/[Agency]/page.tsx', ''],
      ['lib/a_b.ts', ''],
    ],
    good: [
      ['app/(auth)/sign-in/page.tsx', ''],
      ['app/api/auth/[...nextauth]/route.ts', ''],
      ['app/[[...rest]]/page.tsx', ''],
      ['lib/x.db.test.ts', ''],
      ['.env.example', ''],
      ['README.md', ''],
      ['.ci/run', ''],
    ],
  },
  'no-drawers': {
    bad: [
      ['lib/utils.ts', ''],
      ['components/ui/util.test.ts', ''],
      ['lib/helpers.ts', ''],
    ],
    good: [['lib/utility-bill.ts', '']],
  },
  'exact-pins': {
    bad: [
      ['package.json', '{"dependencies":{"a":"^1.0.0"}}'],
      ['package.json', '{"devDependencies":{"a":"latest"}}'],
      ['package.json', '{"dependencies":{"a":"1.x"}}'],
    ],
    good: [['package.json', '{"dependencies":{"a":"1.2.3","b":"5.0.0-beta.32"},"devDependencies":{}}']],
  },
  'no-vendor-packages': {
    bad: [
      ['package.json', '{"dependencies":{"@ofauth/link":"1.0.0"}}'],
      ['package-lock.json', '{"node_modules/@ofauth/link":{}}'],
    ],
    good: [['package.json', '{"dependencies":{"next":"1.0.0"}}']],
  },
  'one-environment': {
    bad: [
      ['lib/a.ts', 'const a = process.env.A'],
      ['app/page.tsx', "const a = process['env'].A"],
      ['db/client.ts', "import { env } from 'node:process'"],
    ],
    good: [
      ['lib/env.ts', 'const a = process.env'],
      ['instrumentation.ts', "if (process.env.NEXT_RUNTIME === 'nodejs') x()"],
      ['scripts/a.mjs', 'process.env.A'],
      ['next.config.mjs', 'process.env.A'],
      ['lib/a.ts', '// process.env is read elsewhere'],
    ],
  },
  'no-any': {
    bad: [
      ['lib/a.ts', 'const a: any = 1'],
      ['lib/a.ts', 'const a = b as any'],
      ['lib/a.ts', 'function f(x: any[]) {}'],
      ['lib/a.ts', 'const a = b!.c'],
    ],
    good: [['lib/a.ts', "const any = 'any'\nconst a: unknown = !any // as any other"]],
  },
  'no-inline-style': {
    bad: [
      ['components/a.tsx', 'const a = <p style={{ color: x }} />'],
      ['app/page.tsx', 'const a = <p style="color:red" />'],
    ],
    good: [['components/a.tsx', 'const style = 1\nconst a = <p className="x" data-style={style} />']],
  },
  'one-link': {
    bad: [['components/home/a.tsx', `import Link from 'next/link'`]],
    good: [
      ['components/ui/page-link.tsx', `import Link from 'next/link'`],
      ['app/page.tsx', `import { PageLink } from '@/components/ui/page-link'`],
    ],
  },
  'no-raw-html': {
    bad: [
      ['components/a.tsx', 'const a = <p dangerouslySetInnerHTML={{ __html: x }} />'],
      ['lib/a.ts', 'const a = { dangerouslySetInnerHTML: x }'],
    ],
    good: [['components/a.tsx', 'const a = <p>{html}</p>']],
  },
  'no-test-switches': {
    bad: [
      ['lib/a.ts', 'if (isTest) x()'],
      ['app/page.tsx', 'const a = isSandboxMode'],
      ['components/a.tsx', 'const is_test = 1'],
    ],
    good: [
      ['lib/a.test.ts', 'const isTest = true'],
      ['sandbox/a.ts', 'const isSandbox = true'],
      ['lib/a.ts', 'const latest = retest(x)'],
    ],
  },
  'all-tests-run': {
    bad: [
      ['lib/a.test.ts', 'it.skip("x", f)'],
      ['lib/a.test.ts', 'describe.only("x", f)'],
      ['e2e/specs/a.ts', 'test.describe.only("x", f)'],
      ['lib/a.test.ts', 'xit("x", f)'],
      ['lib/a.test.ts', 'it.todo("x")'],
      ['lib/a.test.ts', 'it.skipIf(x)("y", f)'],
      ['e2e/specs/a.ts', 'test("x", async () => { test.skip() })'],
    ],
    good: [['lib/a.test.ts', 'it("x", f)\nit.each(all)("y", f)\nlist.skip(1)']],
  },
  'no-barrels': {
    bad: [['lib/a.ts', "export * from './b'"]],
    good: [['lib/a.ts', "export { b } from './b'\nexport const c = 1"]],
  },
  'wrapped-actions': {
    bad: [
      ['app/actions.ts', `${server}export async function save() {}`],
      ['app/actions.ts', `${server}export default async function save() {}`],
      ['app/actions.ts', `${server}export const save = async () => {}`],
      ['app/actions.ts', `${server}${wrapped}const save = agencyAction(x)\nexport { save }`],
      ['app/actions.ts', `${server}export * from './other'`],
      ['app/actions.ts', `${server}${wrapped}export let save = agencyAction(x)`],
      ['app/actions.ts', `${server}${wrapped}export const save = agencyAction(x), other = async () => {}`],
      [
        'app/actions.ts',
        `${server}import { agencyAction } from './mine'\nexport const save = agencyAction(x)`,
      ],
      ['app/actions.ts', `${server}const agencyAction = (f) => f\nexport const save = agencyAction(x)`],
    ],
    good: [
      [
        'app/actions.ts',
        `${server}${wrapped}export const save = agencyAction(x)\nexport type Saved = 1\nfunction inner() {}`,
      ],
      ['lib/a.ts', 'export async function save() {}'],
    ],
  },
  'no-inline-actions': {
    bad: [
      ['app/page.tsx', `export default function P() { async function f() { ${server} } return null }`],
      ['app/page.tsx', `const f = async () => { ${server} save() }`],
    ],
    good: [['app/actions.ts', `${server}${wrapped}export const save = agencyAction(x)`]],
  },
}

describe.each(GUARDS)('$name', (guard) => {
  const cases = CASES[guard.name]

  it('has cases here', () => {
    expect(cases?.bad.length).toBeGreaterThan(0)
    expect(cases?.good.length).toBeGreaterThan(0)
  })

  it.each(cases?.bad ?? [])('refuses %s: %s', (name, text) => {
    expect(guard.check([makeFile(name, text)])).not.toEqual([])
  })

  it.each(cases?.good ?? [])('accepts %s: %s', (name, text) => {
    expect(guard.check([makeFile(name, text)])).toEqual([])
  })
})
