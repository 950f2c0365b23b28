import { readFileSync } from 'node:fs';
import { isAlias, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { messageOf } from '../src/domain/message-of.js';
import { MillraceError } from '../src/domain/millrace-error.js';
import type { Setting } from './setting.js';

/** A yaml file to read: `shown` is how messages call it. */
interface YamlFile {
  readonly path: string;
  readonly shown: string;
  readonly given: boolean;
}

/**
 * The settings of a yaml file with the place of each.
 *
 * @throws MillraceError CONFIG_MISSING where it cannot be read, CONFIG_INVALID where it is no yaml map.
 */
export const readYaml = (file: YamlFile): readonly Setting[] => {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file.shown}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw invalid(at(error.pos[0]), `is no valid yaml: ${error.message}`);
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (!isMap(root))
    throw invalid(at(root.range[0]), 'must be a map of settings, such as broker: { cash: 5000 }');
  const resolve = (node: unknown): Node | null => {
    const target = isAlias(node) ? node.resolve(document) : node;
    return isNode(target) ? target : null;
  };
  const settings: Setting[] = [];
  const visit = (node: Node | null, path: readonly string[], key: string): void => {
    if (isMap(node) && node.items.length > 0) {
      for (const pair of node.items) {
        const name = resolve(pair.key);
        const place = at(name?.range?.[0] ?? 0);
        if (!isScalar(name)) throw invalid(place, 'a name must be plain text');
        visit(resolve(pair.value), [...path, String(name.value)], place);
      }
      return;
    }
    const value: unknown = node === null ? null : node.toJS(document);
    const source = { key, value: node?.range ? at(node.range[0]) : key, given: file.given };
    settings.push({ path, value, source });
  };
  visit(root, [], at(0));
  return settings;
};

const textOf = ({ path, shown }: YamlFile): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = messageOf(cause);
    throw new MillraceError('CONFIG_MISSING', { path: shown, reason }, { cause });
  }
};

const invalid = (place: string, reason: string): MillraceError =>
  new MillraceError('CONFIG_INVALID', { place, reason });
