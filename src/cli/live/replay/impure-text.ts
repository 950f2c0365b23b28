import type { ImpureCall } from '../../../engine/turns/in-turn.js';

/** Says what a pipeline asked for, and where, if that is known. */
export const impureText = ({ pipeline, call, where }: ImpureCall): string =>
  `pipeline ${pipeline} asked for ${call}${where === '' ? '' : ` at ${where}`}, which no recording holds`;
