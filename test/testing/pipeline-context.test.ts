import { describe, expect, it } from '@jest/globals';
import { definePipeline, quotes } from 'millrace';
import { pipelineContext } from 'millrace/testing';
import { NEVER } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { z } from 'zod';
import { calendarNamed } from '../../src/time/calendar.js';

const pipeline = definePipeline({
  name: 'idle',
  params: z.strictObject({ symbols: z.array(z.string()), span: z.int().default(5) }),
  feeds: ({ symbols }) => ({ quote$: quotes({ symbols }) }),
  flow: () => NEVER,
});
const clock = new TestScheduler(() => undefined);
const params = { symbols: ['SPY'] };

describe('pipelineContext', () => {
  it('has everything a flow may know, quietly filled in', () => {
    const context = pipelineContext(pipeline, { params, clock });
    expect(context.params).toEqual({ symbols: ['SPY'], span: 5 });
    expect(context.clock).toBe(clock);
    expect(context.random()).toBe(0.5);
    expect(context.instruments('SPY')).toMatchObject({
      symbol: 'SPY',
      assetClass: 'equity',
      currency: 'USD',
    });
    expect(context.calendar('SPY')).toBeNull();
  });

  it('takes what the test brings instead', () => {
    const xnys = calendarNamed('XNYS') ?? null;
    const context = pipelineContext(pipeline, { params, clock, calendar: () => xnys, random: () => 0.25 });
    expect(context.calendar('SPY')).toBe(xnys);
    expect(context.random()).toBe(0.25);
  });

  it('refuses parameters that the schema refuses', () => {
    expect(() => pipelineContext(pipeline, { params: { symbols: ['SPY'], span: 1.5 }, clock })).toThrow(
      /span/,
    );
    // @ts-expect-error a parameter of another type does not compile
    expect(() => pipelineContext(pipeline, { params: { symbols: 'SPY' }, clock })).toThrow(/symbols/);
  });
});
