/** Type and the page's own measures. */
export const textStyle = `
* { box-sizing: border-box; }
html { scroll-padding-top: 12px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, -apple-system,
  "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 28px 20px 56px; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 6px; overflow-wrap: anywhere; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 12px; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 4px 0; }
a { color: var(--accent); }
header p { overflow-wrap: anywhere; }
section { margin-top: 36px; padding-top: 20px; border-top: 1px solid var(--line); }
ul { margin: 4px 0; padding-left: 20px; }
li { max-width: 90ch; }
.soft { color: var(--soft); }
.win { color: var(--win); }
.loss { color: var(--loss); }
.aside { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
code, pre { font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.params { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
@media (max-width: 640px) {
  main { padding: 18px 14px 40px; }
  h1 { font-size: 1.35rem; }
  section { margin-top: 28px; padding-top: 16px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
`;
