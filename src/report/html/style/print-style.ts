/** On paper: everything open that can be read, nothing that must be pressed, no part cut in two. */
export const printStyle = `
@media print {
  @page { margin: 14mm; }
  body { font-size: 11px; }
  main { max-width: none; padding: 0; }
  nav, button, #keys, .controls label, .read, .told, #trades-part #page { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, caption { break-after: avoid; }
  figure, tr, .figures div, .plot { break-inside: avoid; }
  section { margin-top: 18px; padding-top: 10px; }
  .scroll { overflow: visible; }
  .figures { grid-template-columns: repeat(5, 1fr); gap: 6px; }
  .figures dd { font-size: 1rem; }
  table { font-size: .8rem; }
  .heat td { min-width: 0; }
  .heat th, .heat td, .list th, .list td { padding: 2px 3px; }
  .list td.long { min-width: 80px; }
}
`;
