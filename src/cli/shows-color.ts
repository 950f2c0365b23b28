import { isatty } from 'node:tty';

/** Whether stdout is a terminal that shows colours and whose user wants them (https://no-color.org). */
export const showsColor = (): boolean => isatty(1) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
