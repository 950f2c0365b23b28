import { describe, expect, it } from '@jest/globals';
import { drawn } from '../../../src/cli/engine/drawn.js';

describe('drawn', () => {
  it('fits the terminal and leaves nothing of what stood there', () => {
    expect(drawn(['one', 'twelve'], { columns: 4, rows: 3 })).toBe(
      '\u001b[Hone\u001b[K\ntwel\u001b[K\n\u001b[J',
    );
  });

  it('says how many lines have no room, and keeps the last row for the cursor', () => {
    expect(drawn(['a', 'b', 'c', 'd'], { columns: 20, rows: 4 })).toBe(
      '\u001b[Ha\u001b[K\nb\u001b[K\n… 2 more lines\u001b[K\n\u001b[J',
    );
    expect(drawn(['a', 'b', 'c'], { columns: 20, rows: 4 })).not.toContain('more');
  });
});
