/** The arrow table of docs/architecture.md. Each rule names what a layer may not reach, and the way that is open. */
const not = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const KERNEL = '^shared/kernel/'
const DOMAIN = '^shared/(kernel|domain)/'
const TEST = '\\.test\\.ts$'

const adapters = ['db', 'rendering', 'signing', 'sync', 'importing', 'platform']
const LOCAL = '^(shared|electron|renderer|national-store|tests|tools)/'

const only = (layer, allowed, comment) =>
  not(
    `${layer.replaceAll('/', '-')}-arrows`,
    comment,
    { path: `^${layer}/`, pathNot: TEST },
    { path: LOCAL, pathNot: [`^${layer}/`, ...allowed] },
  )

export default {
  forbidden: [
    not('no-cycles', 'Cycles hide who depends on whom: move the shared part down.', {}, { circular: true }),
    not(
      'no-orphans',
      'Nobody imports this file: delete it or use it.',
      {
        orphan: true,
        pathNot: [TEST, '\\.d\\.ts$', '(^|/)tsconfig', '^tools/', '^tests/', '(main|-worker)\\.ts$'],
      },
      {},
    ),
    only('shared/kernel', [], 'The kernel imports nothing of ours.'),
    only('shared/domain', [KERNEL], 'Domain may import the kernel only.'),
    only('shared/contract', [DOMAIN], 'The contract may import kernel and domain.'),
    only('shared/protocol', [DOMAIN], 'The protocol may import kernel and domain.'),
    only(
      'national-store',
      ['^shared/(kernel|domain|protocol)/'],
      'The store knows the workstation by the protocol only.',
    ),
    only(
      'national-store/ports',
      ['^shared/(kernel|domain|protocol)/'],
      'Ports may import the shared layers.',
    ),
    only(
      'national-store/usecases',
      ['^shared/(kernel|domain|protocol)/', '^national-store/ports/'],
      'Use cases take ports; an adapter is wired in national-store/app.',
    ),
    not(
      'store-migrations-apart',
      'A migration imports nothing but its own type: the app changes, the past does not.',
      { path: '^national-store/db/migrations/[0-9]', pathNot: TEST },
      { path: LOCAL, pathNot: '^national-store/db/migrations/migration\\.ts$' },
    ),
    not(
      'store-packages-in-store',
      'The workstation does not carry the packages of the store.',
      { path: LOCAL, pathNot: ['^national-store/', '^tests/', '^tools/'] },
      { path: 'node_modules/(fastify|pg|@electric-sql|@peculiar)/' },
    ),
    only('electron/ports', [DOMAIN], 'Ports may import kernel and domain.'),
    only(
      'electron/usecases',
      [DOMAIN, '^electron/ports/'],
      'Use cases take ports; an adapter is wired in electron/app/compose.ts.',
    ),
    ...adapters.map(layer =>
      only(
        `electron/${layer}`,
        layer === 'sync' ? [DOMAIN, '^shared/protocol/', '^electron/ports/'] : [DOMAIN, '^electron/ports/'],
        'Adapters never import each other; share through a port or the kernel.',
      ),
    ),
    only('electron/ipc', ['^shared/', '^electron/usecases/'], 'ipc knows the contract and the use cases.'),
    only('electron/app', ['^shared/', '^electron/(?!hosts/)'], 'app wires everything but hosts.'),
    only(
      'electron/hosts',
      ['^electron/app/', '^electron/ipc/', '^shared/'],
      'Hosts open the door; they know no adapter and no use case file.',
    ),
    only('renderer/bridge', ['^shared/(kernel|contract)/'], 'The bridge knows the contract and the kernel.'),
    only(
      'renderer/stores',
      ['^renderer/bridge/', '^shared/(contract|domain|kernel)/'],
      'Stores call through the bridge and know nothing of screens.',
    ),
    only('renderer/ui', ['^renderer/(i18n|styles)/', '^shared/(domain|kernel)/'], 'Parts have no store.'),
    only('renderer/i18n', ['^shared/kernel/'], 'Messages are words only.'),
    not(
      'screens-arrows',
      'A screen takes stores, parts, domain and words; never the bridge, never the contract of another process.',
      { path: '^renderer/screens/', pathNot: TEST },
      {
        path: LOCAL,
        pathNot: ['^renderer/(screens|stores|ui|i18n|styles)/', '^shared/(contract|domain|kernel)/'],
      },
    ),
    not(
      'screens-apart',
      'A screen never imports another screen: share through renderer/ui or a store.',
      { path: '^renderer/screens/([a-z-]+)/', pathNot: TEST },
      { path: '^renderer/screens/[a-z-]+/', pathNot: '^renderer/screens/$1/' },
    ),
    not(
      'electron-in-its-host',
      'Only hosts/electron knows Electron.',
      { path: LOCAL, pathNot: ['^electron/hosts/electron/', '^electron/main\\.ts$', '^tests/', '^tools/'] },
      { path: 'node_modules/electron/' },
    ),
    not(
      'hosts-apart',
      'A host never imports another host.',
      { path: '^electron/hosts/([a-z-]+)/', pathNot: TEST },
      { path: '^electron/hosts/[a-z-]+/', pathNot: '^electron/hosts/$1/' },
    ),
    not(
      'kinds-apart',
      'A kind never imports another kind: share through kinds/common.',
      { path: '^shared/domain/kinds/([a-z-]+)/', pathNot: TEST },
      {
        path: '^shared/domain/kinds/[a-z-]+/',
        pathNot: ['^shared/domain/kinds/$1/', '^shared/domain/kinds/common/'],
      },
    ),
    not(
      'migrations-apart',
      'A migration imports nothing but the database type: the app changes, the past does not.',
      { path: '^electron/db/migrations/[0-9]', pathNot: TEST },
      { path: LOCAL, pathNot: '^electron/db/migrations/migration\\.ts$' },
    ),
    not(
      'pure-shared',
      'shared runs anywhere: no Node, no Electron.',
      { path: '^(shared|(electron|national-store)/(usecases|ports))/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    not(
      'network-in-sync',
      'Only electron/sync opens a connection; take it through the StoreGateway port. Exceptions: the store itself, tests, tools.',
      { path: '^(electron|renderer|shared)/', pathNot: ['^electron/sync/', TEST] },
      { path: '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$', dependencyTypes: ['core'] },
    ),
    not(
      'sqljs-in-db',
      'Only electron/db knows sql.js.',
      { path: LOCAL, pathNot: ['^electron/db/', '^tests/', '^tools/'] },
      { path: 'node_modules/sql\\.js' },
    ),
    not(
      'no-bad-fontkit',
      '@pdf-lib/fontkit loses glyphs: see ADR on faces.',
      {},
      { path: 'node_modules/@pdf-lib/fontkit' },
    ),
    not(
      'not-to-dev',
      'The product ships without dev dependencies.',
      { path: '^(shared|electron)/', pathNot: TEST },
      // Electron is what the program runs in, not what it carries; `electron-in-its-host` says who may know it.
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['@types/', 'node_modules/electron/'],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
