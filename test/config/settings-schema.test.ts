import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { configSchema } from '../../config/schema.js';
import { type SettingSchema, settingsSchema } from '../../config/settings-schema.js';

const folder = resolve(import.meta.dirname, '../../config');
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
  settingsSchema(),
);

/** What a validator objects to, as an editor would underline it. */
const flaws = (yaml: string): readonly string[] => {
  // A file of comments alone is empty, which no editor checks.
  validate(parse(yaml) ?? {});
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

describe('settingsSchema', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('takes our own %s', (name) => {
    expect(flaws(readFileSync(resolve(folder, name), 'utf8'))).toEqual([]);
  });

  it('takes a file that says one thing, as a layer does', () => {
    expect(flaws('broker: { spreadBps: 2 }')).toEqual([]);
    expect(flaws('instruments: { ES: { margin: { initial: 5 } } }')).toEqual([]);
    expect(flaws('broker: { spreadBps: null }')).toEqual([]);
  });

  it.each([
    ['an unknown section', 'brokr: {}', ' additionalProperties'],
    ['an unknown setting', 'broker: { csh: 5 }', '/broker additionalProperties'],
    ['text for a number', 'broker: { cash: much }', '/broker/cash type'],
    ['a value out of range', 'broker: { cash: -5 }', '/broker/cash exclusiveMinimum'],
    ['a word that nobody knows', 'broker: { matchOn: quote }', '/broker/matchOn enum'],
    [
      'an unknown field of an instrument',
      'instruments: { ES: { tick: 1 } }',
      '/instruments/ES additionalProperties',
    ],
  ])('objects to %s, as loading it does', (_, yaml, flaw) => {
    expect(flaws(yaml)).toContain(flaw);
    expect(configSchema.partial().safeParse(parse(yaml)).success).toBe(false);
  });

  it('describes every setting, for the one who hovers over it', () => {
    const mute = (name: string, schema: SettingSchema): readonly string[] =>
      schema.properties
        ? Object.entries(schema.properties).flatMap(([key, inner]) => mute(`${name}.${key}`, inner))
        : schema.description === undefined
          ? [name]
          : [];
    expect(mute('', settingsSchema())).toEqual([]);
  });
});
