import type { PathText } from '../../config/read-texts.js';
import { pathText } from './path-text.js';

/** The options of a command line that say settings. */
export interface SettingOptions {
  readonly set: readonly string[];
  readonly config: readonly string[];
  readonly rules?: string;
}

/** What `--set` and, after it, `--rules` say. */
export const setsOf = ({ set, rules }: SettingOptions): readonly PathText[] => [
  ...set.map((text) => pathText('--set', text)),
  ...(rules === undefined ? [] : [{ path: 'rules', text: rules }]),
];
