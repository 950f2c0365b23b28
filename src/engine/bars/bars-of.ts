import type { Instrument } from '../../domain/instrument.js';
import type { Bar } from '../../domain/market-event.js';
import { usageError } from '../../domain/usage-error.js';
import type { BarsSpec } from '../../pipeline/feeds.js';
import { bars } from '../../pipeline/feeds.js';
import { merge } from '../../sources/merge.js';
import type { Source } from '../../sources/source.js';
import { planBars } from '../feeds/plan-bars.js';
import { seriesOf } from '../feeds/series-name.js';
import { sessionsOf } from '../sessions.js';
import { BarMaker } from './bar-maker.js';

/** The bars of one length that a source gives, made by the same kernels that serve pipelines. */
export async function* barsOf(
  source: Source,
  { every, instrument }: { every: string; instrument: (symbol: string) => Instrument },
): AsyncGenerator<Bar, void, undefined> {
  const symbols = [...new Set(source.series.map(({ symbol }) => symbol))].filter((symbol) => symbol !== '');
  const zoneOf = (): string => source.tz;
  const { calendar } = sessionsOf(instrument, zoneOf);
  const world = { series: source.series, calendar, zoneOf, graceMs: 0 };
  const services = symbols.map((symbol) => planBars(bars({ symbols, every }) as BarsSpec, symbol, world));
  const native = services.some((service) => service?.make === null);
  if (services.every((service) => service === undefined)) {
    const message = `${source.uri} has nothing that bars of ${every} could be made of`;
    throw usageError(message);
  }
  const maker = new BarMaker(services.flatMap((service) => service?.make ?? []));
  let last = Number.NEGATIVE_INFINITY;
  for await (const rows of merge([source])) {
    for (const event of rows) {
      yield* dueBefore(maker, event.at);
      if (native && seriesOf(event) === `bar:${every}`) yield event as Bar;
      maker.add(event);
      last = event.at;
    }
  }
  yield* dueBefore(maker, source.coverage.to ?? last);
  for (const { bar } of maker.close(source.coverage.to ?? last, true)) yield bar;
}

/** Bars that end before the rows of an instant: late ones of earlier instants too, in order of their end. */
function* dueBefore(maker: BarMaker, at: number): Generator<Bar, void, undefined> {
  for (;;) {
    const early = maker.nextEarly();
    const late = maker.nextLate();
    if (early <= at && early <= late) for (const { bar } of maker.close(early, false)) yield bar;
    else if (late < at) for (const { bar } of maker.close(late, true)) yield bar;
    else return;
  }
}
