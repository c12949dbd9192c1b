import ts from 'typescript'
import { at, everyNode } from './files.mjs'

const WRAPPERS = new Set([
  'agencyAction',
  'userAction',
  'publicAction',
  'publicFormAction',
  'creatorAction',
  'attemptAction',
  'joinAction',
])
const HOME = /^@\/lib\/(auth|connect)\/[a-z-]*action[a-z-]*$/

const isDirective = (statement) =>
  ts.isExpressionStatement(statement) &&
  ts.isStringLiteral(statement.expression) &&
  statement.expression.text === 'use server'

/** Directives stand before the first other statement. */
function hasDirective(statements) {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false
    if (isDirective(statement)) return true
  }
  return false
}

/** The local names under which a file has the wrappers. An impostor from elsewhere is not among them. */
function wrappersOf(file) {
  const names = new Set()
  for (const statement of file.tree().statements) {
    if (!ts.isImportDeclaration(statement) || !HOME.test(statement.moduleSpecifier.text)) continue
    for (const one of statement.importClause?.namedBindings?.elements ?? [])
      if (WRAPPERS.has((one.propertyName ?? one.name).text)) names.add(one.name.text)
  }
  return names
}

const builtBy = (wrappers, value) =>
  value !== undefined &&
  ts.isCallExpression(value) &&
  ts.isIdentifier(value.expression) &&
  wrappers.has(value.expression.text)

const isExported = (statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)

/** True for an export that a browser could call and that no wrapper built. */
function isBare(statement, wrappers) {
  if (ts.isExportAssignment(statement)) return true
  if (ts.isExportDeclaration(statement)) return !statement.isTypeOnly
  if (!isExported(statement) || ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    return false
  if (!ts.isVariableStatement(statement)) return true
  if ((statement.declarationList.flags & ts.NodeFlags.Const) === 0) return true
  return !statement.declarationList.declarations.every(({ initializer }) => builtBy(wrappers, initializer))
}

/** @type {import('../guards.mjs').Guard[]} */
export const actionGuards = [
  {
    name: 'wrapped-actions',
    says: 'a "use server" file exports only what a wrapper of lib/auth/action or lib/connect/action built',
    check: (files) =>
      files
        .filter((file) => file.code && hasDirective(file.tree().statements))
        .flatMap((file) => {
          const wrappers = wrappersOf(file)
          return file
            .tree()
            .statements.filter((one) => isBare(one, wrappers))
            .map((one) => at(file, one))
        }),
  },
  {
    name: 'no-inline-actions',
    says: 'no function is a server action by a directive of its own',
    check: (files) =>
      files
        .filter((file) => file.code)
        .flatMap((file) => {
          const found = []
          everyNode(file, (node) => {
            if (ts.isBlock(node) && hasDirective(node.statements)) found.push(at(file, node))
          })
          return found
        }),
  },
]
