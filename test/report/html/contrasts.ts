/**
 * A script for a page: every text that is seen and its contrast to what is behind it, the faint ones first.
 *
 * Contrast is that of WCAG 2: (L1 + 0.05) / (L2 + 0.05) of relative luminances. What is behind is the nearest
 * ground of an ancestor, laid over those farther behind where it is not opaque.
 */
export const contrasts = `(() => {
  const numbers = (color) => {
    const parts = color.match(/[\\d.]+(?:e-?\\d+)?/g).map(Number);
    const scale = color.startsWith('color(') ? 255 : 1;
    const [red, green, blue, alpha = 1] = parts;
    return { rgb: [red, green, blue].map((part) => part * scale), alpha };
  };
  const over = (top, below) => top.rgb.map((part, n) => part * top.alpha + below[n] * (1 - top.alpha));
  const groundOf = (element) => {
    if (element === null) return [255, 255, 255];
    return over(numbers(getComputedStyle(element).backgroundColor), groundOf(element.parentElement));
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    if (textContent.trim() === '' || element.closest('script, noscript, style') !== null) continue;
    if (element.getClientRects().length === 0) continue;
    const ground = groundOf(element);
    const [a, b] = [over(numbers(getComputedStyle(element).color), ground), ground].map(luminance);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push({ text: textContent.trim().slice(0, 40), ratio });
  }
  return found.sort((left, right) => left.ratio - right.ratio);
})()`;
