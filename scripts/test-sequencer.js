import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/** What a test takes time with: processes, brokers, browsers, and laws that are tried on hundreds of runs. */
const LONG = /\/ran\.js'|processes\.js'|spawn|kafka\.js'|WithBrowser|Contract\(|\/hashed\.js'|reportRows/;

/**
 * Long tests first, so that in the end no worker is left alone with one. Jest knows it of files that it has
 * run before; in a fresh clone it goes by the length of a file, and some of ten lines last half a minute.
 */
export default class LongFirst extends Sequencer {
  sort(tests) {
    const [long, others] = [[], []];
    for (const test of super.sort(tests)) {
      (LONG.test(readFileSync(test.path, 'utf8')) ? long : others).push(test);
    }
    return [...long, ...others];
  }
}
