import ts from 'typescript'
import { at, everyNode } from './files.mjs'

const TEST = /\.test\.[cm]?[jt]sx?$|^e2e\//
const MAY_READ_ENV =
  /^(lib\/env\.ts$|scripts\/|sandbox\/|e2e\/|db\/testing\/)|(^|\/)[\w.-]+\.config\.[cm]?[jt]s$/
const SWITCHED_OFF = new Set(['skip', 'only', 'todo', 'fixme', 'fails', 'skipIf', 'runIf', 'slow'])
const SUITES = new Set(['it', 'test', 'describe', 'suite', 'bench'])
const OLD_SWITCHES = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'])
const ROOMS_OF_THE_PRODUCT = /^(app|components|lib)\//

/** Problems of one kind of node, over the files of some rooms. */
const nodesThat = (files, inRooms, wrong) =>
  files
    .filter((file) => file.code && inRooms(file.path))
    .flatMap((file) => {
      const found = []
      everyNode(file, (node) => {
        if (wrong(node, file)) found.push(at(file, node))
      })
      return found
    })

const isProcessEnv = (node) =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'process' &&
  (ts.isPropertyAccessExpression(node) ? node.name.text : node.argumentExpression.text) === 'env'

/** Next puts these two in at build time; they say nothing about the machine. */
const isBuildConstant = (node) =>
  ts.isPropertyAccessExpression(node.parent) && ['NODE_ENV', 'NEXT_RUNTIME'].includes(node.parent.name.text)

const importsEnv = (node) =>
  ts.isImportDeclaration(node) &&
  /^(node:)?process$/.test(node.moduleSpecifier.text) &&
  (node.importClause?.namedBindings?.elements ?? []).some(
    (one) => (one.propertyName ?? one.name).text === 'env',
  )

/** The first name of `test.describe.only`. */
function firstName(node) {
  let inner = node
  while (ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner)) inner = inner.expression
  return ts.isIdentifier(inner) ? inner.text : ''
}

const attribute = (name) => (node) => ts.isJsxAttribute(node) && node.name.getText() === name

/** @type {import('../guards.mjs').Guard[]} */
export const codeGuards = [
  {
    name: 'one-environment',
    says: 'process.env is read in lib/env.ts alone',
    check: (files) =>
      nodesThat(
        files,
        (name) => !MAY_READ_ENV.test(name),
        (node) => (isProcessEnv(node) && !isBuildConstant(node)) || importsEnv(node),
      ),
  },
  {
    name: 'no-any',
    says: 'nothing is any, and nothing is asserted to be there',
    check: (files) =>
      nodesThat(
        files,
        () => true,
        (node) => node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node),
      ),
  },
  {
    name: 'no-inline-style',
    says: 'no style attribute: the content security policy forbids it',
    check: (files) => nodesThat(files, (name) => /^(app|components)\//.test(name), attribute('style')),
  },
  {
    name: 'no-raw-html',
    says: 'no HTML from strings',
    check: (files) =>
      nodesThat(
        files,
        () => true,
        (node) => {
          const name = ts.isJsxAttribute(node) || ts.isPropertyAssignment(node) ? node.name.getText() : ''
          return name === 'dangerouslySetInnerHTML'
        },
      ),
  },
  {
    name: 'one-link',
    says: 'links are a PageLink, which does not fetch ahead what is merely in view',
    check: (files) =>
      nodesThat(
        files,
        (name) => name !== 'components/ui/page-link.tsx',
        (node) => ts.isImportDeclaration(node) && node.moduleSpecifier.text === 'next/link',
      ),
  },
  {
    name: 'no-test-switches',
    says: 'the product does not know whether it is tested or talks to the sandbox',
    check: (files) =>
      nodesThat(
        files,
        (name) => ROOMS_OF_THE_PRODUCT.test(name) && !TEST.test(name),
        (node) => ts.isIdentifier(node) && /^is_?(test|sandbox)/i.test(node.text),
      ),
  },
  {
    name: 'all-tests-run',
    says: 'no test is skipped, focused or left for later',
    check: (files) =>
      nodesThat(
        files,
        (name) => TEST.test(name),
        (node) => {
          if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
            return OLD_SWITCHES.has(node.expression.text)
          return (
            ts.isPropertyAccessExpression(node) &&
            SWITCHED_OFF.has(node.name.text) &&
            SUITES.has(firstName(node))
          )
        },
      ),
  },
  {
    name: 'no-barrels',
    says: 'no file only passes on what others export',
    check: (files) =>
      nodesThat(
        files,
        () => true,
        (node) =>
          ts.isExportDeclaration(node) &&
          node.moduleSpecifier !== undefined &&
          node.exportClause === undefined,
      ),
  },
]
