import type { Config } from '../../../../config/schema.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { SettingChange } from '../../../domain/operator-command.js';
import { changedConfig } from '../content/changed-config.js';
import { differingLeaves } from '../content/differing-leaves.js';

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
    const changed = differingLeaves(this.config, this.read());
    const fixed = changed.map(({ path }) => path).filter((path) => !isReloadable(path));
    if (fixed.length > 0) throw new MillraceError('RELOAD_REFUSED', { settings: fixed.join(', ') });
    return changed.map(({ path, was, is }) => ({ setting: path, before: was ?? null, after: is ?? null }));
  }

  /** Changes were carried out. */
  carriedOut(changes: readonly SettingChange[]): void {
    this.config = changedConfig(this.config, changes);
    Object.assign(this.bounds, this.config.live);
  }
}

const isReloadable = (setting: string): boolean =>
  setting.startsWith('risk.') || BOUNDS.some((name) => setting === `live.${name}`);
