/** Jest runs the TypeScript as native ES modules: swc strips the types, nothing is turned into CommonJS. */
export default {
  testEnvironment: '<rootDir>/scripts/test-environment.js',
  // Nothing of the ordinary globals is taken apart in the end, so nothing has to be marked before.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  testSequencer: '<rootDir>/scripts/test-sequencer.js',
  globalSetup: '<rootDir>/scripts/services-setup.js',
  globalTeardown: '<rootDir>/scripts/services-teardown.js',
  setupFiles: ['<rootDir>/test/same-seeds-in-ci.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/node_modules/.cache/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        // Without this swc would also read a .swcrc of whoever has this checkout inside another project.
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          transform: { verbatimModuleSyntax: true },
        },
      },
    ],
  },
  moduleNameMapper: {
    // Packages' own relative imports pass through here too, so the plain .js must stay the second choice.
    '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'],
    '^millrace$': '<rootDir>/src/index.ts',
    '^millrace/testing$': '<rootDir>/src/testing/index.ts',
    '^millrace/statistics$': '<rootDir>/src/statistics/index.ts',
    '^millrace/operators/(.*)$': '<rootDir>/operators/$1.ts',
    '^millrace/pipelines/(.*)$': '<rootDir>/pipelines/$1.ts',
  },
  // One more than the cores of the smallest machine: many tests wait for a broker or a process.
  maxWorkers: 3,
  // No test may depend on how busy the machine is; this only ends one that hangs.
  testTimeout: 600_000,
  reporters: ['default', '<rootDir>/scripts/counted-summary.js'],
};
