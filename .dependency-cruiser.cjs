const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })

/** The arrows between the rooms, as ARCHITECTURE.md draws them. */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'A cycle means that two modules are one.'),
    rule(
      'db-is-a-leaf',
      { path: '^db/' },
      { path: '^(app|components|lib|sandbox|scripts|e2e)/' },
      'db imports nothing above it.',
    ),
    rule(
      'sandbox-is-an-island',
      { path: '^sandbox/' },
      { path: '^(app|components|lib|db|scripts|e2e)/' },
      'The sandbox talks HTTP only.',
    ),
    rule(
      'nobody-imports-the-sandbox',
      { pathNot: '^sandbox/' },
      { path: '^sandbox/' },
      'The sandbox is chosen by base URL only.',
    ),
    rule('lib-below-app', { path: '^lib/' }, { path: '^(app|components)/' }, 'lib never renders.'),
    rule(
      'components-below-app',
      { path: '^components/' },
      { path: '^app/' },
      'Components do not know routes.',
    ),
    rule(
      'components-take-types-only',
      { path: '^components/' },
      {
        path: '^(lib|db)/',
        pathNot: [
          '^lib/[^/]+/[a-z-]*(words|states|input)[.]ts$',
          '^lib/providers/types[.]ts$',
          '^lib/embed/protocol[.]ts$',
          '^lib/connect/in-app-browser[.]ts$',
          '^lib/providers/[^/]+/permissions[.]ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
      'Components get DTOs as props; the exceptions are pure word lists, state tables, input schemas, the frame protocol and the in-app browsers.',
    ),
    rule(
      'providers-are-pure',
      { path: '^lib/providers/', pathNot: '\\.test\\.ts$' },
      { path: '^(db/|lib/(?!providers/))' },
      'An adapter gets configuration, fetch and clock passed in.',
    ),
    rule(
      'app-uses-verbs',
      { path: '^app/' },
      { path: '^db/', dependencyTypesNot: ['type-only'] },
      'Routes call verbs, never the database.',
    ),
    rule(
      'no-orphans',
      {
        orphan: true,
        pathNot: '\\.(d\\.ts|config\\.(ts|mjs))$|^\\.|^e2e/|^app/|^scripts/|^proxy\\.ts$|^db/testing/',
      },
      {},
      'Nothing imports this.',
    ),
    rule(
      'no-test-code',
      { pathNot: '(\\.test\\.(ts|tsx|mjs)$|^e2e/|^db/testing/|/testing/)' },
      { path: '(\\.test\\.(ts|tsx|mjs)$|^db/testing/|/testing/)' },
      'Product code must not need tests.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|\\.next[^/]*|\\.data[^/]*)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
