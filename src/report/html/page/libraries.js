const globals =
  /** @type {{ uPlot: typeof import('uplot'), LightweightCharts: typeof import('lightweight-charts') }} */ (
    /** @type {unknown} */ (globalThis)
  );

/** The library of line charts, which a script before this one left as a global. */
export const Plot = globals.uPlot;

/** The library of price charts, likewise. */
export const Charts = globals.LightweightCharts;
