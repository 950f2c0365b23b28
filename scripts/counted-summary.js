import { writeSync } from 'node:fs';

/** A jest reporter whose only line, the last of a run, counts: `N passed, N failed, N skipped`. */
export default class CountedSummary {
  onRunComplete(_contexts, results) {
    // A file that does not even load has no tests that could fail, so it is counted as one.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const ending = skipped > 0 ? `, ${skipped} skipped` : '';
    // Jest's own summary always comes after the other reporters, so the last line is written on the way out.
    process.once('exit', () => writeSync(1, `${results.numPassedTests} passed, ${failed} failed${ending}\n`));
  }
}
