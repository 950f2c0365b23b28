import type { Input } from '../../domain/input.js';
import type { Outcome } from '../../domain/journal.js';
import type { By, OperatorCommand, SettingChange } from '../../domain/operator-command.js';
import type { Order } from '../../domain/order.js';
import type { Engine } from '../assemble.js';
import type { Deed } from './deed.js';
import { flatten } from './flatten.js';
import { reconcileNow } from './reconcile-now.js';

const DONE: Deed = { done: true, outcome: null };

/** Carries out what people say, each word journaled before what comes of it. */
export class Governor {
  constructor(private readonly engine: Engine) {}

  carryOut(command: OperatorCommand, { who, why }: By): Deed {
    const { journal, turns } = this.engine;
    const { serial } = journal.append({ kind: 'operator', causes: [], body: { command, who, why } });
    const deed = this.obey(command, { who, why, serial });
    turns.drain();
    return deed;
  }

  /** What could not be written must not be followed by more. */
  storage({ healthy, detail }: Extract<Input, { kind: 'storage' }>): void {
    const { brakes, journal } = this.engine;
    const outcome: Outcome = { code: 'STORAGE_REFUSES', facts: { detail } };
    if (healthy) brakes.release('storage');
    else this.brake('storage', null, outcome);
    const body: Outcome = healthy ? { code: 'STORAGE_BACK', facts: {} } : outcome;
    journal.append({ kind: 'notice', causes: [], body });
  }

  /** The process goes down in order. */
  stop({ orders, ended }: Extract<Input, { kind: 'stop' }>): void {
    const { journal, decider, turns } = this.engine;
    const body = { state: 'stopped', orders, ended } as const;
    const { serial } = journal.append({ kind: 'session', causes: [], body });
    if (orders === 'cancel') decider.takeBack(this.working(null), serial);
    turns.drain();
  }

  /** Does what was said; its entry stands already. */
  obey(command: OperatorCommand, by: By & { readonly serial: number }): Deed {
    const { brakes, limits } = this.engine;
    const { who, why } = by;
    switch (command.kind) {
      case 'pause':
        return this.brake('pause', null, { code: 'PAUSED', facts: { who, why } });
      case 'resume':
        brakes.release('pause');
        return DONE;
      case 'kill':
        this.brake('kill', null, { code: 'KILLED', facts: { who, why } });
        for (const pipeline of this.pipelines()) this.engine.decider.withdraw(pipeline, by.serial);
        return DONE;
      case 'unlatch':
        brakes.release('kill');
        return DONE;
      case 'limits':
        // The config's schema checked them where they were said.
        Object.assign(limits, command.limits);
        return DONE;
      case 'reload':
        return this.reload(command.changes);
      case 'cancel':
        return this.cancel(command.order, by.serial);
      case 'flatten':
        return flatten(this.engine, { ...command, ...by, working: this.working(command.symbol) });
      case 'reconcile':
        return reconcileNow(this.engine, { ...command, ...by });
      case 'enable':
      case 'disable':
        return this.switchPipeline(command, by);
    }
  }

  /** What of it is no limit bounds the door, and decides nothing. */
  private reload(changes: readonly SettingChange[]): Deed {
    for (const { setting, after } of changes) {
      const [section, name = ''] = setting.split('.');
      if (section === 'risk') Object.assign(this.engine.limits, { [name]: after });
    }
    const settings = changes.map(
      ({ setting, before, after }) => `${setting} ${shown(before)} to ${shown(after)}`,
    );
    return {
      done: true,
      outcome: { code: 'CONFIG_RELOADED', facts: { settings: settings.join(', ') || 'nothing' } },
    };
  }

  private brake(name: string, pipeline: string | null, outcome: Outcome): Deed {
    this.engine.brakes.put({ name, pipeline, symbol: null, outcome });
    return DONE;
  }

  /** Lets a pipeline take new risk again, or keeps it from it. */
  private switchPipeline({ kind, pipeline }: { kind: 'enable' | 'disable'; pipeline: string }, by: By): Deed {
    if (!this.pipelines().includes(pipeline)) {
      return { done: false, outcome: { code: 'PIPELINE_NOT_RUNNING', facts: { pipeline } } };
    }
    const name = `disabled ${pipeline}`;
    const { who, why } = by;
    if (kind === 'disable') {
      return this.brake(name, pipeline, { code: 'PIPELINE_DISABLED', facts: { who, pipeline, why } });
    }
    this.engine.brakes.release(name);
    return DONE;
  }

  private cancel(id: string | null, serial: number): Deed {
    const orders = this.working(null).filter((order) => id === null || order.id === id);
    this.engine.decider.takeBack(orders, serial);
    if (id === null || orders.length > 0) return DONE;
    return { done: false, outcome: { code: 'ORDER_NOT_WORKING', facts: { order: id } } };
  }

  private working(symbol: string | null): readonly Order[] {
    const { view } = this.engine.portfolio;
    return this.pipelines()
      .flatMap((pipeline) => view.liveOrders(pipeline))
      .map(({ order }) => order)
      .filter((order) => symbol === null || order.symbol === symbol);
  }

  private pipelines(): readonly string[] {
    return this.engine.portfolio.view.pipelines;
  }
}

const shown = (value: unknown): string => JSON.stringify(value);
