const LIGHT = `--ink: #1a1f26; --soft: #56606d; --line: #dde2e8; --page: #ffffff; --card: #f4f6f8;
  --accent: #0b5cb8; --win: #08704f; --loss: #a83a0a; --market: #7a8492; --rose: #3aa584; --fell: #e0773f;
  --rose-heat: #8fd0b9; --fell-heat: #f3b08a; --wash: #0b5cb81c; --sink: #e0773f38;`;

const DARK = `--ink: #e7eaef; --soft: #a3adba; --line: #313944; --page: #12161b; --card: #1b2128;
  --accent: #74b4ff; --win: #48cfa0; --loss: #ff9d6c; --market: #8b96a5; --rose: #2f9d7b; --fell: #cf6a35;
  --rose-heat: #14604a; --fell-heat: #823c17; --wash: #74b4ff26; --sink: #ff9d6c30;`;

/**
 * The colours: of gains and losses teal and vermilion, which eyes of all kinds tell apart (M. Okabe and K.
 * Ito), and every text at least 4.5 to 1 on whatever it stands on. Paper is light.
 */
export const colorStyle = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
:root.paper { color-scheme: light; ${LIGHT} }
@media print { :root { color-scheme: light; ${LIGHT} } }
`;
