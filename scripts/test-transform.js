import swc from '@swc/jest';

// Jest runs tests in a context of its own, where each look at a global asks the host: a hot loop's `Math`
// costs more than its sum there, and tests took half as long again. So each module looks once. Time, timers
// and promises are not among them: the engine changes those while a pipeline has its turn.
const NAMES = `Math Number Object Array Map Set Symbol String JSON Reflect Buffer DataView
  Float64Array Int32Array Uint8Array Uint32Array BigInt64Array`.split(/\s+/);

// On the first line, so that lines stay what they are.
const LOOK = NAMES.map((name) => `const ${name}=globalThis.${name};`).join('');

/** Strips types as `@swc/jest` does, for modules that know the usual globals. */
export default {
  createTransformer: (options) => {
    const stripping = swc.createTransformer(options);
    const looking = (stripped) => ({ ...stripped, code: `${LOOK}${stripped.code}` });
    return {
      ...stripping,
      getCacheKey: (...asked) => `${stripping.getCacheKey(...asked)}${NAMES.length}`,
      process: (...asked) => looking(stripping.process(...asked)),
      processAsync: async (...asked) => looking(await stripping.processAsync(...asked)),
    };
  },
};
