/** Whether answers are a list and an empty one: most rows bring nothing, and nobody has to ask for more. */
export const isNothing = (answers: Iterable<unknown>): boolean =>
  Array.isArray(answers) && answers.length === 0;
