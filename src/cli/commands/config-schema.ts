import { settingsSchema } from '../../../config/settings-schema.js';
import { RULE_SETS } from '../../brokers/simulated/rule-sets.js';
import { print } from '../print.js';

/** `millrace config schema`: what an editor needs to complete and check a yaml file of settings. */
export const configSchemaCommand = async (): Promise<void> => {
  const { properties, ...schema } = settingsSchema();
  // The schema takes any name, for it stands below the rule sets; an editor is to know them.
  const rules = { ...properties?.rules, enum: Object.keys(RULE_SETS) };
  const whole = { title: 'Settings of millrace', ...schema, properties: { ...properties, rules } };
  await print(`${JSON.stringify(whole, null, 2)}\n`);
};
