/** The looks of a report: light and dark, from a phone's width up, in colours that most eyes tell apart. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6572; --line: #d9dee5; --page: #ffffff;
  --card: #f5f7f9; --accent: #0b62c4; --win: #0a7d5a; --loss: #b3410e; --wash: #0b62c422; --sink: #b3410e2b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --soft: #9aa5b3; --line: #333b46; --page: #14181d;
    --card: #1c2229; --accent: #6cb2ff; --win: #3ecf9a;
    --loss: #ff9a66; --wash: #6cb2ff2b; --sink: #ff9a6633; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 1320px; margin: 0 auto; padding: 20px 16px 48px; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 28px 0 8px; }
.bar h2 { margin-bottom: 0; }
p { margin: 4px 0; }
.soft { color: var(--soft); }
.notice { border-left: 4px solid var(--loss); background: var(--card); padding: 8px 12px; margin: 8px 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(215px, 45%), 1fr));
  gap: 8px; margin: 16px 0 8px; }
.figures div { background: var(--card); border-radius: 8px; padding: 8px 12px; }
.figures dt { color: var(--soft); font-size: .8rem; }
.figures dd { margin: 0; font-size: 1.15rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.all { columns: 3 260px; column-gap: 32px; margin: 8px 0; }
.all div { display: flex; justify-content: space-between; break-inside: avoid;
  border-bottom: 1px solid var(--line); }
.all dt { color: var(--soft); }
.all dd { margin: 0; font-variant-numeric: tabular-nums; }
.bar { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: end; justify-content: space-between;
  margin-bottom: 6px; }
.chart { position: relative; touch-action: pan-y; margin: 0; }
.chart svg { display: block; width: 100%; cursor: crosshair; border-radius: 4px; }
.chart text { fill: var(--soft); font-size: 11px; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--line); shape-rendering: crispEdges; }
.curve { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linejoin: round;
  stroke-linecap: round; }
.under { fill: var(--wash); }
.under.sink { fill: var(--sink); }
.curve.sink { stroke: var(--loss); }
.long { fill: var(--win); stroke: var(--page); stroke-width: .75; }
.short { fill: var(--loss); stroke: var(--page); stroke-width: .75; }
.exit { fill: var(--ink); stroke: var(--page); stroke-width: .75; }
.hair { stroke: var(--soft); stroke-dasharray: 3 3; }
.brush { fill: var(--wash); }
.read { position: sticky; top: 0; z-index: 1; background: var(--page); padding: 2px 0; min-height: 1.6em;
  font-variant-numeric: tabular-nums; }
.key { display: inline-flex; gap: 14px; font-size: .85rem; color: var(--soft); flex-wrap: wrap; }
.key svg { width: 10px; height: 10px; vertical-align: 0; margin-right: 4px; }
button, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; padding: 4px 10px; min-height: 34px; }
button:disabled { opacity: .45; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .84rem; }
th, td { text-align: right; padding: 4px 6px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th button { border: 0; background: none; padding: 0; font-weight: 600; }
th:nth-last-child(1), td:nth-last-child(1), .words { text-align: left; }
td:nth-last-child(1) { white-space: normal; min-width: 220px; overflow-wrap: anywhere; }
td .jump { min-height: 0; padding: 0 4px; border: 0; background: none; color: var(--accent);
  text-decoration: underline; }
.win { color: var(--win); }
.loss { color: var(--loss); }
.origin th { text-align: left; font-weight: 400; color: var(--soft); vertical-align: top; }
.origin td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
code, pre { font: 12.5px/1.4 ui-monospace, monospace; }
pre { background: var(--card); padding: 12px; border-radius: 8px; overflow: auto; max-height: 420px; }
summary { cursor: pointer; padding: 4px 0; }
@media print { .bar button, .bar select { display: none; } }
`;
