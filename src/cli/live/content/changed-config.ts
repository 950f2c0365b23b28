import { put, type Tree } from '../../../../config/put.js';
import type { Config } from '../../../../config/schema.js';
import type { SettingChange } from '../../../domain/operator-command.js';

/** A run's configuration as settings of it were changed while it was on. */
export const changedConfig = (config: Config, changes: readonly SettingChange[]): Config => {
  const changed = changes.reduce<Tree>(
    (tree, { setting, after }) => put(tree, setting.split('.'), after),
    config as unknown as Tree, // a config is a tree of settings
  );
  return changed as unknown as Config; // both ends of each change came from the schema
};
