/** Deeper values are nobody's data, and what writes and compares them goes in by a call for each level. */
export const LEVELS_MAX = 60;

/** Whether a value that was parsed holds others in more levels than are taken. */
export const isTooDeep = (value: unknown, levels = LEVELS_MAX): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isTooDeep(part, levels - 1));
};
