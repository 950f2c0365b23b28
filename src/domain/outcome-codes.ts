/**
 * Trading outcomes: coded facts that stand in the journal as values. A code is never renamed or reused,
 * because journals are kept and compared. The text is one sentence; `{name}` stands for a fact.
 */
export const OUTCOMES = {
  // Limits of config.risk, refused by risk.
  ORDER_QUANTITY_MAX: 'order of {quantity} is over risk.maxOrderQuantity {limit}',
  ORDER_NOTIONAL_MAX: 'order worth {notional} is over risk.maxOrderNotional {limit}',
  POSITION_QUANTITY_MAX: 'position would reach {quantity}, over risk.maxPositionQuantity {limit}',
  GROSS_NOTIONAL_MAX: 'gross exposure would reach {notional}, over risk.maxGrossNotional {limit}',
  NET_NOTIONAL_MAX: 'net exposure would reach {notional}, over risk.maxNetNotional {limit}',
  OPEN_ORDERS_MAX: '{open} orders would be open, over risk.maxOpenOrders {limit}',
  ORDER_RATE_MAX: '{count} orders in a minute, over risk.maxOrdersPerMinute {limit}',
  PRICE_COLLAR: 'price {price} is {distanceBps} bps from {reference}, over risk.collarBps {limit}',
  SYMBOL_NOT_ALLOWED: '{symbol} is not in risk.symbols',
  SESSION_CLOSED: '{symbol} is outside its session at {at} and risk.sessionOnly is set',
  DAILY_LOSS_LATCHED: 'the day has lost {lossPct} %, risk.maxDailyLossPct is {limit}',
  DRAWDOWN_LATCHED: 'drawdown has reached {drawdownPct} %, risk.maxDrawdownPct is {limit}',
  // Brakes that somebody put on.
  PAUSED: '{who} has paused new risk until millrace resume: {why}',
  KILLED: '{who} has cut off new risk until millrace unlatch: {why}',
  PIPELINE_DISABLED: '{who} has disabled {pipeline} until millrace enable: {why}',
  STORAGE_REFUSES: 'the disk refuses what is written: {detail}',
  STORAGE_BACK: 'the disk takes what is written again',
  CONFIG_RELOADED: 'changed by it: {settings}',
  NOT_CLOSED: 'still held, and nothing closes it: {left}',
  ORDER_NOT_WORKING: 'no order {order} is at work',
  BROKER_NOT_OUTSIDE: 'the broker is part of this run: there is nothing to reconcile it with',
  SYMBOL_NOT_IN_RUN: '{symbol} is not in this run; held: {held}',
  PIPELINE_NOT_RUNNING: 'no pipeline {pipeline} is in this run',
  // Intents that cannot become orders.
  INTENT_INVALID: '{field} must be {expected}, was {value}',
  SYMBOL_UNKNOWN: 'no event of {symbol} fills orders in this run',
  PRICE_UNKNOWN: '{symbol} has no price yet to size or check an order by',
  KEY_TAKEN: 'key {key} belongs to a live order',
  KEY_RESERVED:
    '{key} looks like a name of the engine: target:…, close:…, house-…, …/stop-loss, …/take-profit, …:exit',
  KEY_UNKNOWN: 'no order of this pipeline has key {key}',
  KEY_FINISHED: 'the order with key {key} is already {state}',
  LOT_UNKNOWN: 'no open lot {lot}',
  POSITION_FLAT: 'nothing is held in {symbol}',
  REDUCE_ONLY: 'a reduce-only order of {quantity} would not make the position {held} smaller',
  QUANTITY_TOO_SMALL: 'quantity {quantity} is below the smallest of {minQuantity}',
  TARGET_REJECTED: 'this target was rejected before; it is tried again when it changes',
  ORDERS_CROSS: 'it could trade with order {order} of pipeline {pipeline}',
  RULES_UNSUPPORTED: 'rules {rules} cannot do this: {what}',
  // The broker's words.
  BUYING_POWER_SHORT: 'needs {needed}, has {available}',
  SIZE_ZERO: 'sized at {price} with {available} available it comes to nothing',
  BRACKET_INCONSISTENT: 'stop-loss {stopLoss}, entry {entry}, take-profit {takeProfit} are not in order',
  AMENDED: 'changed on request',
  FOLLOWS_SPLIT: 'it follows a split of {value} new for one old',
  FOLLOWS_DIVIDEND: 'it follows a dividend of {value}',
  CHANGE_TOO_LATE: 'order {order} ended before the {change} could reach it',
  STOP_TRIGGERED: 'price reached the stop {stopPrice}',
  CANCELLED_BY_REQUEST: 'cancelled on request',
  CANCELLED_OCO: 'order {order} of the same group filled',
  CANCELLED_PARENT: 'its parent {order} will not fill any more',
  CANCELLED_LOT_CLOSED: 'lot {lot} is closed',
  CANCELLED_EXCLUSIVE: 'a newer order took its place (broker.exclusiveOrders)',
  CANCELLED_SPLIT: 'a split of {value} new for one old took it back',
  CANCELLED_REMAINDER: 'the rest could not be filled at once',
  EXPIRED_TIME: 'its time in force ({timeInForce}) is over',
  RUINED: 'equity is gone; everything was closed',
  // A broker outside.
  BROKER_CANCELLED: 'the broker took it back: {reason}',
  BROKER_REJECTED: 'the broker does not take it: {reason}',
  BROKER_DISCONNECTED: 'the broker is away, or was not asked yet what it knows: {detail}',
  BROKER_UNINTELLIGIBLE: 'the broker said what nobody understands: {text}',
  CHANGE_REFUSED: 'the broker would not {change} order {order}: {reason}',
  CHANGE_LOST: 'the request to {change} order {order} did not reach the broker',
  ORDER_NEVER_ARRIVED: 'order {order} never reached the broker',
  ORDER_GONE: 'order {order} has left the broker, and the positions agree',
  ORDER_FATE_UNKNOWN: 'order {order} has left the broker, and the positions do not agree',
  ORDER_RETURNED: 'order {order} is over here and at work at the broker',
  ORDER_UNREMEMBERED: 'order {order} has our name and stands in no journal',
  ORDER_FORGOTTEN:
    'execution {execution} is of order {order}, which is over for too long to be known: it is not booked',
  FEE_FORGOTTEN:
    'execution {execution} cost {commission}, told when its order was over for too long: it is not booked',
  ORDER_RECONCILED: 'a person accepted that order {order} is over',
  POSITION_DRIFT: '{symbol} is {journal} in the journal, {engine} by executions and {broker} at the broker',
  POSITION_DISPUTED:
    '{symbol} is {journal} in the journal and {broker} at the broker, which this would not make smaller: ' +
    'look there, and say millrace reconcile {symbol} --accept first',
  RECONCILE_IMPOSSIBLE: '{symbol} cannot be reconciled: {reason}',
  RECONCILED: '{quantity} {symbol} at {price} are booked for {pipeline}',
  NOTHING_RECONCILED: 'nothing was to be reconciled: {what}',
  // Notices and halts.
  GAP: 'a gap in what is heard: {detail}',
  GAP_OVER: 'heard again: the gap since {since} is over',
  TIMER_UNCLOCKED: '{count} timers without a clock ran on the engine clock',
  QUOTES_CROSSED: '{count} crossed or locked quotes of {symbol} were kept',
  MATCH_STREAM_SILENT:
    '{symbol} had {count} {heard} from {from} to {to} and no {stream}, which alone fill its orders',
  VOLUME_UNKNOWN: 'volume of {symbol} is unknown: fills are not limited by it',
  RECORDS_BAD: '{count} records could not be read and were left out',
  LATE_DROPPED: '{count} events came more than {lateMs} ms behind later ones and were left out',
  PIPELINE_FAILED: '{message}',
} as const;

/** The code of a trading outcome. */
export type OutcomeCode = keyof typeof OUTCOMES;
