import type { OpenLots } from './open-lots.js';

/** What one pipeline owns: capital with realised P&L, and the lots that are open. */
export interface Account {
  balance: number;
  readonly lots: OpenLots;
}
