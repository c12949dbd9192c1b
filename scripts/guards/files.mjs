import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const CODE = /\.([cm]?[jt]s|[jt]sx)$/
const TEXT =
  /\.([cm]?[jt]sx?|json|jsonc|css|md|ya?ml|sql|html|svg|txt|example|sh)$|^\.[a-z]|^[A-Z]+$|(^|\/)run$/
const IGNORED = /^(node_modules|\.git|\.next.*|\.data.*|\.cache|test-results|playwright-report)$/

/**
 * A file as the guards see it.
 * @typedef {{ path: string, text: string, code: boolean, tree(): ts.SourceFile }} File `path` with slashes, from the root
 */

/** @returns {File} */
export function makeFile(name, text) {
  let tree
  return {
    path: name,
    text,
    code: CODE.test(name),
    tree() {
      tree ??= ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
      return tree
    },
  }
}

function walk(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (IGNORED.test(entry.name)) return []
    return entry.isDirectory() ? walk(root, name) : [name]
  })
}

/** The repository's own text files: those that git has or would take; without git, those that are not made by tools. */
export function repositoryFiles(root) {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  const names = git.status === 0 && git.stdout !== '' ? git.stdout.split('\0').filter(Boolean) : walk(root)
  return names
    .filter((name) => TEXT.test(name) && existsSync(path.join(root, name)))
    .map((name) => makeFile(name, readFileSync(path.join(root, name), 'utf8')))
}

/** `path:line`, as editors open it. */
export const at = (file, node) => {
  const { line } = file.tree().getLineAndCharacterOfPosition(node.getStart(file.tree()))
  return `${file.path}:${line + 1}`
}

/** Calls `visit` on every node of a file. */
export function everyNode(file, visit) {
  const go = (node) => {
    visit(node)
    ts.forEachChild(node, go)
  }
  go(file.tree())
}

/** The lines of a file that match, as `path:line`. */
export const linesThat = (file, pattern) =>
  file.text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}`] : []))
