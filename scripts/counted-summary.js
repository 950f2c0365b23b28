/** A jest reporter whose only line, the last of a run, counts: `N passed, N failed, N skipped`. */
export default class CountedSummary {
  onRunComplete(_contexts, results) {
    // A file that does not even load has no tests that could fail, so it is counted as one.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const ending = skipped > 0 ? `, ${skipped} skipped` : '';
    // On the stream of jest's own summary: each stream is buffered by itself, and this line must be the last.
    process.stderr.write(`${results.numPassedTests} passed, ${failed} failed${ending}\n`);
  }
}
