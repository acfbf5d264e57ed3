/** Style of the page: readable on screens and on paper, in light and in dark. */
export const htmlStyle = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; border-left: .5rem solid; padding-left: .7rem; }
h1.passed { border-color: #2e7d32; }
h1.failed { border-color: #c62828; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8886; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: #8882; }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
td:nth-child(2) > code:first-child { white-space: nowrap; }
strong.blocking { color: #c62828; }
strong.advisory { color: #b26a00; }
strong.waived { color: #777; }
@media print { details { display: block; } body { max-width: none; } }
`;
