import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { messageOf } from '../../src/domain/message-of.js';

describe('messageOf', () => {
  it.each<[string, unknown]>([
    ['an Error', new Error('broken')],
    ['an Error of another realm', runInNewContext('new Error("broken")')],
    ['a text', 'broken'],
  ])('reads %s', (_, thrown) => {
    expect(messageOf(thrown)).toBe('broken');
  });

  it('makes text of nothing', () => {
    expect(messageOf(null)).toBe('null');
  });
});
