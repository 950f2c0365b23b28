/** Charts: heights, legends, what is read off, bars of a distribution. */
export const chartStyle = `
figure { margin: 0 0 14px; min-width: 0; }
figcaption { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; font-size: .87rem;
  color: var(--soft); margin-bottom: 4px; }
figcaption .name { font-weight: 600; color: var(--ink); }
.read { font-variant-numeric: tabular-nums; min-height: 1.45em; }
figcaption .read { margin-left: auto; color: var(--ink); }
.plot { position: relative; overflow: hidden; }
.tall .plot { height: 280px; } .middle .plot { height: 190px; } .low .plot { height: 130px; }
.price { height: 420px; }
.key { display: inline-flex; gap: 6px; align-items: baseline; }
.key i { align-self: center; width: 14px; height: 0; border-top: 2px solid var(--accent); }
.key.market i { border-color: var(--market); }
.key.loss i { border-color: var(--fell); }
.key svg { width: 10px; height: 10px; }
.keys { display: inline-flex; flex-wrap: wrap; gap: 4px 14px; font-size: .87rem; color: var(--soft); }
.key .long { fill: var(--rose); } .key .short { fill: var(--fell); } .key .exit { fill: var(--soft); }
.u-select { background: var(--wash); }
.u-cursor-x, .u-cursor-y { border-color: var(--soft) !important; }
.told { list-style: none; padding: 0; margin: 0; min-height: 3em; font-size: .9rem; }
p.read { font-size: .9rem; margin-top: 6px; }
.told li { max-width: none; overflow-wrap: anywhere; }
.spread, .spread > div { display: flex; flex-direction: column; }
.spread > div { flex: 1; }
.spread .columns { display: flex; align-items: flex-end; gap: 1px; min-height: 190px; flex: 1;
  border-bottom: 1px solid var(--soft); }
.spread .columns i { flex: 1 1 0; min-width: 0; min-height: 1px; border-radius: 2px 2px 0 0; }
.spread .rose { background: var(--rose); } .spread .fell { background: var(--fell); }
.spread .axis { position: relative; height: 1.7em; font-size: .78rem; color: var(--soft);
  font-variant-numeric: tabular-nums; }
.spread .axis span { position: absolute; transform: translateX(-50%); padding-top: 3px; }
@media (max-width: 640px) {
  .tall .plot { height: 220px; } .price { height: 320px; } .spread .columns { min-height: 150px; }
  figcaption .read { margin-left: 0; flex-basis: 100%; }
}
`;
