/** Freezes a value with everything inside it, so that whoever changes it later fails there and then. */
export const freezeDeep = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    // Typed arrays cannot be frozen, and nobody hands them over as events.
    if (ArrayBuffer.isView(value)) return value;
    Object.freeze(value);
    Object.values(value).forEach(freezeDeep);
  }
  return value;
};
