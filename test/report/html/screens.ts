import type { BrowserContextOptions } from 'playwright-core';

/** A desk and a phone, each by day and by night. */
export const screens = ([1400, 390] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({
    width,
    scheme,
    options: {
      viewport: { width, height: width === 390 ? 844 : 900 },
      colorScheme: scheme,
      ...(width === 390 ? { isMobile: true, hasTouch: true } : {}),
    } satisfies BrowserContextOptions,
  })),
);
