/**
 * A colour of the page as it is now: light, dark, or that of paper.
 * @param {string} name
 */
export const color = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The page's own type, as canvases want it. */
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
