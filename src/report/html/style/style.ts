import { boxStyle } from './box-style.js';
import { chartStyle } from './chart-style.js';
import { colorStyle } from './color-style.js';
import { printStyle } from './print-style.js';
import { tableStyle } from './table-style.js';
import { textStyle } from './text-style.js';

/** The looks of a report: light and dark, from a phone's width up to paper. */
export const style = [colorStyle, textStyle, boxStyle, tableStyle, chartStyle, printStyle].join('');
