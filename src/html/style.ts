/** Heights of charts with so many bars, since a policy that allows no inline style allows no computed one either. */
const BAR_HEIGHTS = Array.from({ length: 24 }, (_, at) => `figure.bars-${at + 1} .plot{height:${60 + 30 * (at + 1)}px}`).join("\n");

const LIGHT = `--page:#f6f7f9;--card:#fff;--line:#e3e6eb;--soft:#eef0f4;--text:#1b2330;--dim:#5a6577;
--good:#0f766e;--bad:#c2410c;--plain:#3b5bdb;--waiting:#b7791f;--quiet:#c3cad5;color-scheme:light`;

const DARK = `--page:#10141b;--card:#181e28;--line:#2a3240;--soft:#202836;--text:#e8ecf2;--dim:#9aa6b8;
--good:#2dd4bf;--bad:#fb923c;--plain:#8da2fb;--waiting:#fbbf24;--quiet:#475165;color-scheme:dark`;

/** Light and dark as the reader's system has it; on paper light. */
export const PAGE_STYLE = `
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root:not(.printing){${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:40px 24px 56px}
header{margin-bottom:24px}
h1{margin:0;font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.015em}
header p{margin:6px 0 0;color:var(--dim)}
header p span:not(:last-child)::after{content:" ·"}
h2{margin:0;font-size:18px;line-height:1.3;font-weight:650;letter-spacing:-.005em}
h3{margin:0 0 8px;font-size:14px;font-weight:600}
.tiles{list-style:none;margin:0 0 16px;padding:0;display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(190px,1fr))}
.tiles li,section{background:var(--card);border:1px solid var(--line);border-radius:12px}
.tiles li{padding:16px 18px;display:flex;flex-direction:column}
.tiles span{color:var(--dim);font-size:13px}
.tiles span::before{content:"";display:inline-block;width:8px;height:8px;border-radius:50%;margin-right:8px;background:var(--tone)}
.tiles strong{font-size:22px;line-height:1.35;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
.tiles small{color:var(--dim);font-size:13px}
.good{--tone:var(--good)}.bad{--tone:var(--bad)}.plain{--tone:var(--plain)}.waiting{--tone:var(--waiting)}.quiet{--tone:var(--quiet)}
section{margin-top:16px;padding:20px 22px 22px}
.note{margin:4px 0 0;max-width:74ch;color:var(--dim);font-size:13px}
.parts{display:grid;gap:28px 36px;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr))}
.parts,.part-alone{margin-top:16px}
.part{min-width:0}
details summary{cursor:pointer;color:var(--dim);font-size:13px;width:fit-content}
details summary:hover{color:var(--text)}
details[open] summary{margin-bottom:8px}
@media (min-width:900px){.drawn .beside{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 36px;align-items:start}.beside figure{margin:0}}
figure{display:none;margin:0 0 16px}
.drawn figure{display:block}
figcaption{color:var(--dim);font-size:13px;margin-bottom:6px}
.plot{position:relative;width:100%}
figure.columns .plot{height:260px}
${BAR_HEIGHTS}
.table{overflow-x:auto;border-radius:6px;background:linear-gradient(to right,var(--card) 30%,transparent) left/40px 100% no-repeat local,linear-gradient(to left,var(--card) 30%,transparent) right/40px 100% no-repeat local,linear-gradient(to right,var(--line),transparent) left/10px 100% no-repeat scroll,linear-gradient(to left,var(--line),transparent) right/10px 100% no-repeat scroll}
.table:focus-visible{outline:2px solid var(--plain);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{padding:7px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--dim);font-size:12.5px;font-weight:500;white-space:nowrap}
tbody th{font-weight:500;overflow-wrap:anywhere;min-width:8em}
td,th.number{white-space:nowrap}
.number{text-align:right}
th:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
.rest{margin:8px 0 0;color:var(--dim);font-size:13px}
.empty{margin:32px 0;color:var(--dim)}
footer{margin-top:24px;color:var(--dim);font-size:13px}
@media (max-width:640px){main{padding:24px 14px 40px}section{padding:16px}.tiles{gap:10px;grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}
.tiles li{padding:12px 14px}.tiles strong{font-size:18px}h1{font-size:24px}figure.columns .plot{height:220px}.parts{gap:24px}
table{font-size:13px}th,td{padding:6px 7px}tbody th{min-width:7.5em}}
@media print{:root{${LIGHT}}@page{margin:14mm}body{background:#fff;font-size:12px}main{max-width:none;padding:0}
.tiles li,section{border-color:#d5d9e0;break-inside:avoid}section#periods,section#products,section#origins,section#leads{break-inside:auto}
.tiles{gap:8px}section{margin-top:10px;padding:14px 16px}figure,tr,h2,h3{break-inside:avoid}h2,h3,figcaption{break-after:avoid}
.table{overflow:visible;background:none}details summary{display:none}table{font-size:11px}thead th{font-size:10.5px}th,td{padding:4px 8px}canvas{max-width:100%}}
`;
