// The arrows between the rooms. A room is a folder of src; what it may import is one row of this table, and
// everything absent is forbidden. `npm` are the packages it may import, by name.
const rooms = {
  domain: { rooms: [], npm: [] },
  time: { rooms: ['domain'], npm: ['rxjs', 'temporal-polyfill'], core: true },
  pipeline: { rooms: ['domain', 'time'], npm: ['rxjs', 'zod'] },
  risk: { rooms: ['domain'], npm: [] },
  portfolio: { rooms: ['domain'], npm: [] },
  statistics: { rooms: ['domain'], npm: [] },
  report: { rooms: ['domain', 'time', 'portfolio', 'statistics'], npm: ['picocolors'] },
  brokers: { rooms: ['domain', 'time', 'risk', 'portfolio'], npm: ['rxjs', '@stoqey/ib'], core: true },
  tape: { rooms: ['domain', 'time'], npm: ['apache-arrow'], core: true },
  sources: {
    rooms: ['domain', 'time', 'tape'],
    npm: ['rxjs', 'zod', 'hyparquet', '@stoqey/ib', 'kafkajs', 'fzstd', '@bokuweb/zstd-wasm'],
    core: true,
  },
  sweep: { rooms: ['domain', 'tape', 'sources', 'report'], npm: [] },
  journal: { rooms: ['domain'], npm: ['apache-arrow'], core: true },
  recording: { rooms: ['domain', 'tape', 'journal'], npm: ['apache-arrow'], core: true },
  control: { rooms: ['domain'], npm: ['zod'], core: true },
  // A topic is written to as it is read from: by the connections and headers of sources/kafka.
  sinks: {
    rooms: ['domain', 'time', 'sources/kafka'],
    npm: ['rxjs', 'kafkajs', 'influx', 'pino'],
    core: true,
  },
};

const npmPackages = (names) => `^node_modules/(${names.join('|')})/`;

const roomRule = ([room, { rooms: others, npm, core = false }]) => ({
  name: `${room}-imports-only`,
  comment: `src/${room} may import: ${[...others, ...npm].join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    pathNot: [
      ...[room, ...others].map((other) => `^src/${other}/`),
      ...(npm.length > 0 ? [npmPackages(npm)] : []),
    ],
    ...(core ? { dependencyTypesNot: ['core'] } : {}),
  },
});

// What the folders of src/cli/live may import of each other, in the same way.
const liveFolders = {
  content: [],
  plan: ['content'],
  replay: ['content'],
  session: ['content', 'plan', 'replay'],
};

const liveRule = ([folder, others]) => ({
  name: `live-${folder}-imports-only`,
  comment: `src/cli/live/${folder} may import of its neighbours: ${others.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^src/cli/live/${folder}/` },
  to: { path: '^src/cli/live/', pathNot: [folder, ...others].map((other) => `^src/cli/live/${other}/`) },
});

const files = '^(node:)?fs(/promises)?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(rooms).map(roomRule),
    ...Object.entries(liveFolders).map(liveRule),
    {
      name: 'operators-imports-only',
      comment: 'An operator is what a user could have written: the public entry, rxjs and other operators.',
      severity: 'error',
      from: { path: '^operators/' },
      to: { pathNot: ['^src/index\\.ts$', '^operators/', npmPackages(['rxjs'])] },
    },
    {
      name: 'pipelines-imports-only',
      comment: 'A pipeline is what a user could have written: the public entry, operators, rxjs and zod.',
      severity: 'error',
      from: { path: '^pipelines/' },
      to: { pathNot: ['^src/index\\.ts$', '^operators/', npmPackages(['rxjs', 'zod'])] },
    },
    {
      name: 'config-imports-only',
      severity: 'error',
      from: { path: '^config/' },
      to: {
        pathNot: ['^config/', '^src/(domain|time)/', npmPackages(['zod', 'yaml'])],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'engine-below-cli',
      comment: 'The engine knows every room except those that stand on it.',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^src/(cli|testing)/' },
    },
    {
      name: 'test-kit-beside-cli',
      severity: 'error',
      from: { path: '^src/testing/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'public-entry-is-for-users',
      comment:
        'Inside src import the file that has the name; the entry would draw a circle. ' +
        'load-pipeline hands the entry to the pipelines it loads.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/load-pipeline\\.ts$' },
      to: { path: '^src/(index|testing/index|statistics/index)\\.ts$' },
    },
    {
      name: 'src-knows-no-user-code',
      comment: 'Pipelines are loaded by path at run time; tests and scripts are never part of the product.',
      severity: 'error',
      from: { path: '^(src|config)/' },
      to: { path: '^(operators|pipelines|test|bench|scripts)/' },
    },
    {
      name: 'outside-services-at-the-doors',
      severity: 'error',
      from: { pathNot: '^src/(sources|brokers|sinks)/' },
      to: { path: npmPackages(['@stoqey/ib', 'kafkajs', 'influx']) },
    },
    {
      name: 'files-have-their-rooms',
      severity: 'error',
      from: { pathNot: ['^src/(sources|sinks|tape|journal|recording|control|cli)/', '^config/'] },
      to: { path: files },
    },
    {
      name: 'rxjs-internals-in-one-file',
      severity: 'error',
      from: { pathNot: ['^src/time/redirect-timers\\.ts$', '^node_modules/'] },
      to: { path: ['^node_modules/rxjs/.*/?internal/', '^rxjs/internal'] },
    },
    {
      name: 'no-circular',
      comment: 'Type-only imports count: two files that need each other are one file or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'only-what-is-declared',
      comment: 'What users install are dependencies; a dev dependency or an undeclared package breaks them.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: ['^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};
