/** The files of a run's folder, by what they hold. */
export const RUN_FILES = {
  document: 'run.json',
  journal: 'journal.jsonl',
  /** `serial hash` of every block of the journal, so that a damaged one can say where it parts. */
  blocks: 'journal.hashes',
  marks: 'marks.arrow',
  equity: 'equity.csv',
  trades: 'trades.csv',
  report: 'report.html',
} as const;
