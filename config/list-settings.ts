import type { LoadedConfig } from './load.js';
import { isTree } from './put.js';
import type { Setting } from './setting.js';
import { type SettingSchema, settingsSchema } from './settings-schema.js';

/** A setting as a run takes it. */
export interface ListedSetting {
  /** Its path, with dots: `broker.cash`. */
  readonly setting: string;
  readonly value: unknown;
  /** Where it was written; null where nobody wrote it and the schema's own default holds. */
  readonly source: string | null;
  /** In one line; null where the name says all. */
  readonly meaning: string | null;
}

/** Every setting there is, in the schema's order; of instruments what was said. */
export const listSettings = ({ config, settings }: LoadedConfig): readonly ListedSetting[] => {
  const listOf = (path: readonly string[], schema: SettingSchema): readonly ListedSetting[] => {
    if (schema.properties) {
      return Object.entries(schema.properties).flatMap(([key, inner]) => listOf([...path, key], inner));
    }
    if (schema.additionalProperties) return saidUnder(path, schema.additionalProperties, settings);
    const said = settings.find((setting) => setting.path.join('.') === path.join('.'));
    return [
      {
        setting: path.join('.'),
        value: valueAt(config, path),
        source: said?.source.value ?? null,
        meaning: schema.description ?? null,
      },
    ];
  };
  return listOf([], settingsSchema());
};

/** What was said under names of the user's own, such as symbols. */
const saidUnder = (
  path: readonly string[],
  { properties = {} }: SettingSchema,
  settings: readonly Setting[],
): readonly ListedSetting[] =>
  settings
    .filter((setting) => setting.path.length > path.length && path.every((key, i) => key === setting.path[i]))
    .map(({ path: full, value, source }) => ({
      setting: full.join('.'),
      value,
      source: source.value,
      meaning: properties[full[path.length + 1] ?? '']?.description ?? null,
    }));

const valueAt = (config: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((here, key) => (isTree(here) ? here[key] : undefined), config);
