/** Tables: numbers right and in columns of equal digits, words left. */
export const tableStyle = `
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .87rem; }
caption { text-align: left; color: var(--soft); font-size: .87rem; padding: 0 0 6px; }
th, td { text-align: right; padding: 5px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { font-weight: 600; }
thead th { color: var(--soft); font-weight: 500; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tbody th { font-weight: 500; }
section > .scroll + .scroll, section > .scroll + .controls { margin-top: 24px; }
.split + .scroll { margin-top: 24px; }
.heat { border-collapse: separate; border-spacing: 2px; margin: -2px; }
.heat th, .heat td { border: 0; padding: 4px 5px; }
.heat td { border-radius: 3px; min-width: 40px; }
.heat caption, .years caption { padding-left: 2px; }
.heat .rose { background: color-mix(in srgb, var(--rose-heat) var(--heat), var(--card)); }
.heat .fell { background: color-mix(in srgb, var(--fell-heat) var(--heat), var(--card)); }
.heat .all { font-weight: 600; }
.heat th:first-child { position: sticky; left: 0; background: var(--page); padding-left: 2px; z-index: 1; }
.years { border-collapse: separate; border-spacing: 2px; margin: -2px; }
.years th, .years td { border: 0; padding: 4px 5px; }
.years .track { width: 100%; min-width: 90px; }
.years .track div { position: relative; height: 1.1em; }
.years i { position: absolute; top: 0; bottom: 0; }
.years .rose { background: var(--rose); border-radius: 0 3px 3px 0; }
.years .fell { background: var(--fell); border-radius: 3px 0 0 3px; }
.years .zero { border-left: 1px solid var(--soft); top: -4px; bottom: -4px; }
.years .market { border-left: 2px solid var(--ink); top: -1px; bottom: -1px; margin-left: -1px; }
.list .words { text-align: left; }
.list td { vertical-align: top; }
.list tbody th { vertical-align: top; }
.list td div { color: var(--soft); }
.list td.long { white-space: normal; min-width: 220px; overflow-wrap: anywhere; }
.list .long { padding-left: 16px; }
@media (max-width: 860px) { .list td.long { min-width: 540px; } }
.list th button { border: 0; background: none; padding: 0; font-weight: 600; min-height: 24px;
  color: inherit; }
.list .jump { min-height: 24px; padding: 0 4px; margin-left: -4px; border: 0; background: none;
  color: var(--accent); text-decoration: underline; }
.origin { margin-bottom: 8px; }
.origin th { font-weight: 400; color: var(--soft); vertical-align: top; padding-right: 20px; }
.origin td { text-align: left; white-space: pre-line; overflow-wrap: anywhere; width: 100%; }
`;
