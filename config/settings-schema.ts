import { z } from 'zod';
import { configSchema } from './schema.js';

/** A JSON schema as far as ours goes. */
export interface SettingSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly anyOf?: readonly SettingSchema[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly additionalProperties?: SettingSchema | false;
}

/**
 * The JSON schema (draft 2020-12) of a yaml file of settings. Nothing in it is required: a file is one layer
 * of several, and says what it wants to change.
 */
export const settingsSchema = (): SettingSchema =>
  z.toJSONSchema(configSchema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      delete jsonSchema.required;
      // What a section is where nobody says anything stands at its settings.
      if (jsonSchema.properties) delete jsonSchema.default;
    },
  }) as SettingSchema; // one kind of JSON schema among many, by the schema it is made of
