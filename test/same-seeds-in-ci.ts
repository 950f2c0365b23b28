import fc from 'fast-check';

// A property draws new cases on every machine, and so finds what nobody thought of. CI draws the same in
// every run: it says the same of the same commit.
if (process.env.CI === 'true') fc.configureGlobal({ seed: 42 });
