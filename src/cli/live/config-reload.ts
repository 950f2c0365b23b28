import { isDeepStrictEqual } from 'node:util';
import { put, type Tree } from '../../../config/put.js';
import type { Config } from '../../../config/schema.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { SettingChange } from '../../domain/operator-command.js';
import { leavesOf } from './leaves-of.js';

/** Bounds that decide nothing, and what becomes of orders at the end, which is recorded there. */
const BOUNDS = ['queueRows', 'sliceRows', 'flushMs', 'backlogBytes', 'stopOrders'] as const;

/** What a run is bounded by as it goes on. */
export type Bounds = { -readonly [Name in keyof Config['live']]: Config['live'][Name] };

/** A run's configuration, which may be read anew while it is on: limits and bounds, or nothing at all. */
export class ConfigReload {
  /** As they hold now: whoever looks sees what was read last. */
  readonly bounds: Bounds;

  /** @param read Reads it from where it was read first, and throws where it cannot be had so. */
  constructor(
    private config: Config,
    private readonly read: () => Config,
  ) {
    this.bounds = { ...config.live };
  }

  /**
   * What of it is another one now.
   *
   * @throws MillraceError RELOAD_REFUSED where something is that no run changes while it is on.
   */
  changes(): readonly SettingChange[] {
    const [before, after] = [this.config, this.read()].map((config) => leavesOf(config));
    const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    const changed = [...names].filter((name) => !isDeepStrictEqual(before?.get(name), after?.get(name)));
    const fixed = changed.filter((name) => !isReloadable(name));
    if (fixed.length > 0) throw new MillraceError('RELOAD_REFUSED', { settings: fixed.join(', ') });
    return changed.map((setting) => ({
      setting,
      before: before?.get(setting) ?? null,
      after: after?.get(setting) ?? null,
    }));
  }

  /** Changes were carried out. */
  carriedOut(changes: readonly SettingChange[]): void {
    const changed = changes.reduce<Tree>(
      (config, { setting, after }) => put(config, setting.split('.'), after),
      this.config as unknown as Tree, // a config is a tree of settings
    );
    this.config = changed as unknown as Config; // both ends of each change came from the schema
    Object.assign(this.bounds, this.config.live);
  }
}

const isReloadable = (setting: string): boolean =>
  setting.startsWith('risk.') || BOUNDS.some((name) => setting === `live.${name}`);
