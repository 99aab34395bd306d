// Which room may import which: everything is forbidden but what stands here. The rules are proved by e2e/checks/boundaries.test.ts.
const rooms = {
  units: [],
  platform: [],
  words: ['units'],
  messaging: ['units'],
  staking: ['units'],
  requests: ['units'],
  keyfiles: ['units'],
  explain: ['units', 'staking'],
  storage: ['platform', 'units'],
  vault: ['storage', 'keyfiles', 'units'],
  chain: ['storage', 'units'],
  accounts: ['storage', 'units'],
  sites: ['storage', 'units'],
  activity: ['storage', 'units'],
  history: ['storage', 'units'],
  watch: ['storage', 'units'],
  settings: ['storage', 'units'],
  background: [
    ...['accounts', 'activity', 'chain', 'explain', 'history', 'keyfiles', 'messaging', 'platform', 'requests'],
    ...['settings', 'sites', 'staking', 'storage', 'units', 'vault', 'watch', 'words'],
  ],
  ui: ['units'],
  // Its tab is a second page of the popup's app: one link, one frame, the same words.
  import: ['keyfiles', 'messaging', 'popup', 'ui', 'words', 'units', 'platform'],
  popup: ['ui', 'words', 'messaging', 'units', 'platform'],
  content: [],
  inpage: [],
}
/** The popup words what these found; it needs their types and never their code. */
const typesForPopup = ['explain', 'requests', 'staking']
/** Carried into every web page, so they share one file with the rest and nothing else. */
const pageSide = ['content', 'inpage']
const channel = '^src/messaging/page-channel\\.ts$'
const tests = '\\.test\\.tsx?$'

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => [
  {
    name: `${room}-imports-only`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: tests },
    to: {
      path: '^src/',
      pathNot: [
        `^src/${room}/`,
        ...allowed.map((each) => `^src/${each}/`),
        ...(pageSide.includes(room) ? [channel] : []),
        ...(room === 'popup' ? typesForPopup.map((each) => `^src/${each}/`) : []),
      ],
    },
  },
])

/** A package, or several, and the only places that may name it. */
const onlyIn = (name, packages, places) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: [...places, tests] },
  to: { path: `node_modules/(${packages})(/|$)` },
})

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'unknown-room',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: Object.keys(rooms).map((room) => `^src/${room}/`) },
      to: {},
    },
    {
      name: 'popup-takes-only-types',
      severity: 'error',
      from: { path: '^src/popup/', pathNot: tests },
      to: { path: `^src/(${typesForPopup.join('|')})/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-door',
      comment: 'Tests and what they are made of may look behind a door.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: [tests, '^src/[^/]+/fixtures/'] },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/platform/browser\\.ts$', '^src/ui/[^/]+\\.css$', channel],
      },
    },
    onlyIn('keys-live-in-the-vault', '@polkadot/(keyring|util-crypto|util)|@scure/sr25519', ['^src/vault/', '^src/keyfiles/']),
    onlyIn('only-the-vault-derives-keys-from-passwords', 'hash-wasm', ['^src/vault/', '^src/keyfiles/', '^src/import/']),
    onlyIn('only-chain-and-explain-name-polkadot-api', '@polkadot-api|polkadot-api', ['^src/chain/', '^src/explain/']),
    onlyIn('one-file-names-the-polyfill', 'webextension-polyfill', ['^src/platform/browser\\.ts$']),
    onlyIn('react-draws-and-nothing-else', 'react|react-dom|wouter|@tanstack', ['^src/popup/', '^src/ui/', '^src/import/']),
    onlyIn('page-side-carries-no-package', '.+', ['^src/(?!content/|inpage/)']),
    {
      name: 'ships-no-tool',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/[^/]+/fixtures/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-unknown', 'npm-no-pkg', 'unknown', 'undetermined', 'core'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'ships-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/[^/]+/fixtures/'] },
      to: { path: [tests, '^e2e/', '^src/[^/]+/fixtures/'] },
    },
    {
      name: 'the-chain-is-not-its-own-witness',
      comment: 'A localnet that verified with the code of the wallet would agree with its mistakes. Units are arithmetic and names.',
      severity: 'error',
      from: { path: '^e2e/localnet/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/units/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Its packages are installed only where it is built.
    exclude: { path: '^e2e/(conformance/page|asset-hub)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
