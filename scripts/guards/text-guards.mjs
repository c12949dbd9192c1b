import { linesThat } from './files.mjs'

const MAX_LINES = 300
const GENERATED = /^(package-lock\.json|db\/migrations\/.*)$/
// Written in pieces, so that this file does not hold what it looks for.
const MACHINE_PATHS = new RegExp(`(?<!/var)/(${['work', 'root', 'tmp'].join('|')})/(?!\\*)`)
const HOSTS = new RegExp(
  `https?://[^\\s"')]*(${['artifactory', 'nexus', 'jfrog', 'verdaccio', 'registry'].join('|')})[^\\s"')]*`,
  'i',
)
const PUBLIC_REGISTRY = /https?:\/\/registry\.npmjs\.org/
const LEFTOVERS = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b|${['@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck', 'biome-' + 'ignore', 'coming ' + 'soon'].join('|')}`,
)
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Names that tools or habit ask for. */
const GIVEN_NAMES = /^(README|ARCHITECTURE|LICENSE|CHANGELOG|SECURITY|CONTRIBUTING)(\.md)?$/
const DRAWERS = /^(utils?|helpers?|misc|common)(\.|$)/

/** A name is kebab-case in each of its dotted parts; Next's folders wear brackets. */
function isKebab(name) {
  if (name.startsWith('.') || GIVEN_NAMES.test(name)) return true
  return name
    .replace(/^\((.+)\)$|^\[+(?:\.\.\.)?(.+?)\]+$|^[_@](.+)$/, '$1$2$3')
    .split('.')
    .every((part) => KEBAB.test(part))
}

const filesThat = (files, test) => files.filter(test).map((file) => file.path)

/** @type {import('../guards.mjs').Guard[]} */
export const textGuards = [
  {
    name: 'file-length',
    says: `a file has at most ${MAX_LINES} lines`,
    check: (files) =>
      filesThat(
        files,
        (file) =>
          !GENERATED.test(file.path) &&
          /\.([cm]?[jt]sx?|css)$/.test(file.path) &&
          file.text.trimEnd().split('\n').length > MAX_LINES,
      ),
  },
  {
    name: 'machine-paths',
    says: 'no path of one machine and no private registry is written down',
    check: (files) =>
      files.flatMap((file) => [
        ...linesThat(file, MACHINE_PATHS),
        ...(PUBLIC_REGISTRY.test(file.text) && file.path === 'package-lock.json'
          ? []
          : linesThat(file, HOSTS)),
      ]),
  },
  {
    name: 'leftovers',
    says: 'nothing is left for later and no check is switched off',
    check: (files) =>
      files
        .filter((file) => file.code || file.path.endsWith('.md'))
        .flatMap((file) => linesThat(file, LEFTOVERS)),
  },
  {
    name: 'kebab-case',
    says: 'files and folders are named in kebab-case',
    check: (files) =>
      filesThat(files, (file) => !GENERATED.test(file.path) && !file.path.split('/').every(isKebab)),
  },
  {
    name: 'no-drawers',
    says: 'a file is named for what it does, never utils',
    check: (files) => filesThat(files, (file) => DRAWERS.test(file.path.split('/').at(-1) ?? '')),
  },
]
