export type { Instrument } from './domain/instrument.js';
export type { Intent } from './domain/intent.js';
export type {
  Bar,
  CorporateAction,
  MarketEvent,
  NamedEvent,
  Ohlc,
  Quote,
  Status,
  Trade,
} from './domain/market-event.js';
export { definePipeline } from './pipeline/define-pipeline.js';
export { actions, bars, events, fills, orders, position, quotes, status, trades } from './pipeline/feeds.js';
export { amend, cancel, close, submit, target } from './pipeline/intents.js';
export type { FillEvent, OrderEvent, PositionEvent } from './pipeline/own-events.js';
export type { Calendar, Session } from './time/calendar.js';
export type { Clock } from './time/clock.js';
