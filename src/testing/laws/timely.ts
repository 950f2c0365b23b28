import { isoText } from '../../domain/iso-text.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { recordedFlow, type Step } from '../recorded-flow.js';
import type { Law } from './law.js';

/** A bar is known at its end; one that is told at its start tells the future, whatever else is in order. */
export const timelyLaw: Law = {
  name: 'is told nothing before it can be known',
  problems: async (subject) => {
    const steps: Step[] = [];
    await subject.run(subject.events, (pipeline) => recordedFlow(pipeline, steps));
    const early = steps.flatMap((step) => (step.kind === 'given' && isEarly(step) ? [step] : []));
    const [first] = early;
    if (!first) return [];
    const text = JSON.stringify(first.value);
    return [`${early.length} values come too early; the first, at ${isoText(first.at)}: ${text}`];
  },
};

const isEarly = ({ at, value }: Extract<Step, { kind: 'given' }>): boolean => {
  const event = value as Partial<MarketEvent>; // own events have an instant too
  if (event.kind === 'bar' && !((event.start ?? 0) < (event.at ?? 0))) return true;
  return (event.at ?? at) > at;
};
