/** Boxes: notices, contents, figures, controls, columns. */
export const boxStyle = `
.notices { border-left: 4px solid var(--fell); background: var(--card); padding: 8px 14px; margin: 14px 0;
  list-style: none; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 16px 0; padding: 0; }
nav a { display: inline-block; padding: 3px 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(200px, 45%), 1fr)); gap: 10px;
  margin: 18px 0 10px; }
.figures div { background: var(--card); border-radius: 8px; padding: 10px 14px; min-width: 0; }
.figures dt { color: var(--soft); font-size: .82rem; }
.figures dd { margin: 2px 0 0; font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.facts { columns: 3 250px; column-gap: 36px; margin: 0; width: 100%; }
.facts div { display: flex; gap: 12px; justify-content: space-between; break-inside: avoid;
  border-bottom: 1px solid var(--line); padding: 4px 0; font-size: .9rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap; text-align: right; }
.split { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 24px 36px;
  margin-top: 20px; }
.split:first-of-type { margin-top: 0; }
.split.wide { grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); }
.split > * { margin: 0; }
.split .facts { columns: 1; }
.three { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 24px; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-bottom: 10px; }
#keys { font-size: .85rem; flex: 1 1 300px; }
.controls h3 { margin-right: auto; }
.controls label { display: inline-flex; gap: 8px; align-items: center; }
.controls [role=group] { display: inline-flex; flex-wrap: wrap; gap: 6px; align-items: center; }
button, select { font: inherit; font-size: .9rem; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; padding: 5px 12px; min-height: 34px; cursor: pointer; }
button:hover:enabled { border-color: var(--soft); }
button:disabled { color: var(--soft); cursor: default; }
select { max-width: 220px; }
summary { cursor: pointer; padding: 6px 0; width: fit-content; }
pre { background: var(--card); padding: 12px; border-radius: 8px; overflow: auto; max-height: 420px;
  margin: 4px 0; }
@media (max-width: 860px) { .split, .split.wide { grid-template-columns: minmax(0, 1fr); } }
`;
