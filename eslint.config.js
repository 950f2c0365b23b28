import { defineConfig, globalIgnores } from 'eslint/config';
import rxjs from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';
import { dollarNames } from './scripts/dollar-names.js';

// The nevers. Each is one entry here and is named below in every room that it binds, because a later
// `no-restricted-*` replaces an earlier one as a whole.

const timers = ['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'Time comes from the clock that is handed in; the wall has one door, src/time/wall-clock.ts.',
}));

const wallTime = { object: 'Date', property: 'now', message: 'Ask the clock that is handed in.' };
const dice = { object: 'Math', property: 'random', message: 'Randomness is a seeded argument.' };
const environment = { object: 'process', property: 'env', message: 'Only src/cli reads the environment.' };

const currentDate = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Ask the clock that is handed in.',
};
const subscription = {
  selector: "CallExpression[callee.property.name='subscribe']",
  message: 'Only the engine, the command line and tests subscribe; return the stream instead.',
};
const handMadeObservable = {
  selector: "NewExpression[callee.name='Observable']",
  message: 'Hand-made operators lose errors and ignore unsubscription: use defer and stock operators.',
};
const longPipe = {
  selector: "CallExpression[callee.property.name='pipe'][arguments.length>9]",
  message: 'pipe forgets its types after nine operators: name a part of the flow.',
};

/** A ban on names from rxjs, as `no-restricted-imports` wants it. */
const fromRxjs = (importNames, message) => ({ name: 'rxjs', importNames, message });
const wallSchedulers = fromRxjs(
  ['asyncScheduler', 'asapScheduler', 'queueScheduler', 'animationFrameScheduler', 'animationFrames'],
  'Hand the clock to the time operator by name.',
);
const subjects = fromRxjs(
  ['Subject', 'BehaviorSubject', 'ReplaySubject', 'AsyncSubject'],
  'Only the engine, the sources and one operator inside its defer feed a Subject.',
);
const sharing = fromRxjs(
  ['share', 'shareReplay', 'publish', 'connectable', 'connect', 'multicast'],
  'Sharing a cold source runs it twice: branch inside the feed the engine hands in.',
);
const diamonds = fromRxjs(
  ['combineLatest', 'combineLatestWith', 'combineLatestAll'],
  'Two branches of one source mix moments: use enrich.',
);
const rescues = fromRxjs(
  ['catchError', 'retry', 'retryWhen', 'onErrorResumeNext', 'onErrorResumeNextWith'],
  'Expected trouble is a value; an error means that this pipeline stops.',
);
/** The rules of one room: what a value may be called there, imported there, written there. */
const room = ({ globals = timers, properties, syntax, rxjsNames }) => ({
  'no-restricted-globals': ['error', ...globals],
  'no-restricted-properties': ['error', ...properties],
  'no-restricted-syntax': ['error', longPipe, ...syntax],
  'no-restricted-imports': ['error', ...rxjsNames],
});

const pureProperties = [wallTime, dice, environment];

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'samples/', 'coverage/', 'node_modules/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, rxjs.configs.recommended],
    // One program for all files; the service of an editor, which eslint has too, takes a sixth longer.
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { millrace: { rules: { 'dollar-names': dollarNames } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A dispatch is read best as one `return` a case, also where nothing is returned.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // The compiler says it already.
      '@typescript-eslint/no-unused-vars': 'off',
      // A Feed names its event in a type parameter that only inference reads.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'millrace/dollar-names': 'error',
      'rxjs-x/no-ignored-error': 'error',
      'rxjs-x/no-internal': 'error',
      'rxjs-x/prefer-root-operators': 'error',
      'rxjs-x/no-subclass': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'operators/**/*.ts', 'pipelines/**/*.ts', 'config/**/*.ts'],
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', { max: 50 }],
      'max-params': ['error', 3],
    },
  },
  {
    name: 'millrace/pure rooms',
    files: ['src/**/*.ts', 'config/**/*.ts'],
    rules: room({
      properties: pureProperties,
      syntax: [currentDate, subscription, handMadeObservable],
      rxjsNames: [wallSchedulers, subjects],
    }),
  },
  {
    name: 'millrace/operators',
    files: ['operators/**/*.ts'],
    rules: room({
      properties: pureProperties,
      syntax: [currentDate, subscription, handMadeObservable],
      rxjsNames: [wallSchedulers],
    }),
  },
  {
    name: 'millrace/pipelines',
    files: ['pipelines/**/*.ts'],
    rules: room({
      properties: pureProperties,
      syntax: [currentDate, subscription, handMadeObservable],
      rxjsNames: [wallSchedulers, subjects, sharing, diamonds, rescues],
    }),
  },
  {
    name: 'millrace/doors to the outside',
    files: ['src/sources/**/*.ts', 'src/brokers/**/*.ts'],
    rules: room({
      properties: pureProperties,
      syntax: [currentDate, subscription],
      rxjsNames: [wallSchedulers],
    }),
  },
  {
    name: 'millrace/engine',
    files: ['src/engine/**/*.ts'],
    rules: room({ properties: pureProperties, syntax: [currentDate], rxjsNames: [wallSchedulers] }),
  },
  {
    name: 'millrace/test kit',
    files: ['src/testing/**/*.ts'],
    rules: room({
      properties: pureProperties,
      syntax: [currentDate, handMadeObservable],
      rxjsNames: [wallSchedulers],
    }),
  },
  {
    name: 'millrace/command line',
    files: ['src/cli/**/*.ts'],
    rules: room({
      properties: [wallTime, dice],
      syntax: [currentDate, handMadeObservable],
      rxjsNames: [wallSchedulers, subjects],
    }),
  },
  {
    name: 'millrace/the wall',
    files: ['src/time/wall-clock.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': ['error', dice, environment],
      'no-restricted-syntax': 'off',
    },
  },
  {
    // It holds the host's clock and dice while a pipeline must not have them.
    name: 'millrace/purity guard',
    files: ['src/engine/turns/guarded.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' },
  },
  {
    // It hands rxjs itself to the pipelines it loads.
    name: 'millrace/loading pipelines',
    files: ['src/cli/load-pipeline.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    name: 'millrace/redirected timers',
    files: ['src/time/redirect-timers.ts'],
    rules: { 'rxjs-x/no-internal': 'off', 'no-restricted-imports': 'off' },
  },
  {
    name: 'millrace/tests',
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // Expectations about failing inputs hand in what the types forbid; the fixture is then the point.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // A test may listen without an error handler: jest reports what it throws.
      'rxjs-x/no-ignored-error': 'off',
    },
  },
);
