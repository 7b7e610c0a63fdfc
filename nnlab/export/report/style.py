"""How the report looks: ink on paper, cards on a light ground; on A4 the cards become plain paper."""

STYLE = """\
:root { color-scheme: light; --ink: #1B1F27; --muted: #5F6673; --line: #E7E9ED; --field: #F4F5F7; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { margin: 0; background: var(--field); color: var(--ink); font: 14px/1.55 Inter, "Segoe UI", "SF Pro Text",
  "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; word-break: keep-all; overflow-wrap: anywhere; }
main { max-width: 860px; margin: 0 auto; padding: 40px 24px 56px; display: grid; gap: 12px; }
header { padding: 8px 4px 20px; }
h1 { font-size: 34px; line-height: 1.2; letter-spacing: -0.02em; margin: 10px 0 4px; font-weight: 700; }
h2 { font-size: 15px; font-weight: 600; margin: 0 0 14px; }
h3 { font-size: 13px; font-weight: 600; margin: 18px 0 6px; }
p { margin: 0; }
.mark { font-weight: 700; }
.mark span { font-weight: 400; color: var(--muted); margin-left: 10px; }
.shape { color: var(--muted); font-size: 16px; }
.hand { display: none; margin-top: 14px; color: var(--muted); border-bottom: 1px solid var(--line); width: 60%; }
.figures { display: flex; flex-wrap: wrap; gap: 14px 36px; margin-top: 22px; }
.figures div { display: grid; }
.figures b { font-size: 24px; font-weight: 600; line-height: 1.2; }
.figures span { font-size: 12px; color: var(--muted); }
section { background: #FFFFFF; border-radius: 14px; padding: 20px 22px 22px; min-width: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.note { color: var(--muted); font-size: 13px; margin-bottom: 10px; max-width: 68ch; }
section > .note:last-child { margin-bottom: 0; }
table + .note, .wide + .note { margin-top: 10px; }
.own { white-space: pre-wrap; max-width: 72ch; }
dl { margin: 0; }
dl div { display: flex; justify-content: space-between; gap: 18px; padding: 5px 0; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--muted); flex: none; }
dd { margin: 0; text-align: right; min-width: 0; }
figure { margin: 0; }
svg { display: block; max-width: 100%; height: auto; }
section > figure { margin-bottom: 18px; }
section > figure svg { margin: 0 auto; }
.plots { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; }
.plots figure { min-width: 0; }
.plots svg { width: 100%; }
.matrices { display: flex; flex-wrap: wrap; gap: 28px 48px; align-items: flex-start; margin-top: 4px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { font-weight: 500; color: var(--muted); text-align: left; }
td, th { padding: 5px 8px; border-top: 1px solid var(--line); }
thead tr:first-child th, thead th { border-top: 0; }
.layers td:last-child, .layers th:last-child { text-align: right; }
.layers tbody tr:last-child td { font-weight: 600; }
.wide { overflow-x: auto; }
.numbers { width: auto; }
.numbers td { text-align: right; }
.numbers thead th { text-align: right; }
.numbers tbody th { color: var(--ink); }
.truth td, .truth th { white-space: nowrap; padding: 4px 7px; }
.truth .group { text-align: center; font-weight: 600; color: var(--ink); }
.truth .in { color: var(--muted); }
.truth .in + .target, .truth .target + .output { padding-left: 18px !important; }
.truth .wrong { font-weight: 700; }
.truth td.output.wrong { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.truth td.right { color: var(--muted); }
.confusion { border-collapse: separate; border-spacing: 2px; }
.confusion td, .confusion thead th { border: 0; text-align: center; padding: 4px 6px; min-width: 44px; }
.confusion tbody th { border: 0; text-align: right; }
.confusion td { border-radius: 5px; }
.confusion .hit { font-weight: 700; }
.confusion td.nothing { color: #A3A9B5 !important; }
.confusion td.recall, .confusion thead th:last-child { padding-left: 14px; text-align: right; }
pre { margin: 0 0 12px; padding: 14px 16px; background: var(--field); border-radius: 10px; white-space: pre-wrap;
  font: 12.5px/1.6 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
code span { display: inline-block; max-width: 100%; }
ul { margin: 0; padding-left: 18px; }
footer { color: var(--muted); font-size: 12px; padding: 8px 4px; }
@media (max-width: 640px) { .pair, .plots { grid-template-columns: 1fr; } main { padding: 24px 12px; } }
@page { size: A4; margin: 15mm 16mm; }
@media print {
  body { background: #FFFFFF; font-size: 10.5pt; }
  main { display: block; max-width: none; padding: 0; }
  header { padding: 0 0 14px; }
  section { border-radius: 0; border-top: 1px solid var(--line); padding: 14px 0 16px; }
  .pair { gap: 32px; }
  .wide { overflow: visible; }
  .truth { font-size: 8.5pt; }
  .truth td, .truth th { padding: 3px 4px; }
  h2, h3, .note { break-after: avoid; }
  .hand { display: block; }
  figure, table, tr, dl div, pre, .pair { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""
