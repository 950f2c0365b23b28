/** What a report's page is made of besides the run: texts that stand in files of their own. */
export interface PageParts {
  /** Scripts in the order in which they run: the chart libraries, then the page's own. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}
