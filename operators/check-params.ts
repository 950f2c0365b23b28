/** Throws unless every number is a whole one, at least `least`: `checkWhole('ema', { span })`. */
export const checkWhole = (operator: string, numbers: Readonly<Record<string, number>>, least = 1): void => {
  for (const [name, number] of Object.entries(numbers)) {
    if (!Number.isInteger(number) || number < least) {
      throw new RangeError(`${operator}: ${name} must be a whole number >= ${least}, was ${number}`);
    }
  }
};

/** Throws unless every number is above 0 and has an end: `checkPositive('throttle', { everyMs })`. */
export const checkPositive = (operator: string, numbers: Readonly<Record<string, number>>): void => {
  for (const [name, number] of Object.entries(numbers)) {
    if (!(number > 0 && number < Infinity)) {
      throw new RangeError(`${operator}: ${name} must be a number > 0, was ${number}`);
    }
  }
};
