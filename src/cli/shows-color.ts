/** Whether stdout is a terminal that shows colours and whose user wants them (https://no-color.org). */
export const showsColor = (): boolean =>
  process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
