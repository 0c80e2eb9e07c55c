/** The style of the page. Colours say the status; the words say it too. */
export const STYLE = `
:root { color-scheme: light dark; --exact: #2e7d32; --adapted: #1565c0; --approximated: #b26a00; --dropped: #c2410c; --error: #b00020; --out-of-scope: #757575; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 1rem 1.5rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
.filter label { margin-right: 1rem; white-space: nowrap; }
.panes { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.pane { overflow: auto; max-height: 85vh; border: 1px solid #8886; }
.pane h3 { position: sticky; top: 0; margin: 0; padding: .2rem .6rem; background: Canvas; font-size: .9rem; }
ol { margin: 0; padding: 0; list-style: none; }
li { font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; padding: 0 .5rem 0 4.5rem; text-indent: -4rem; border-left: 4px solid transparent; }
li::before { content: attr(data-line); display: inline-block; width: 3.5rem; margin-right: .5rem; text-indent: 0; text-align: right; color: #888; }
li .note { display: block; font: 12px/1.4 system-ui, sans-serif; text-indent: 0; color: GrayText; }
li.lit { background: #fd06; }
${['exact', 'adapted', 'approximated', 'dropped', 'error', 'out-of-scope']
  .map(
    (status) =>
      `li.${status} { border-left-color: var(--${status}); } .${status} > b, label.${status} { color: var(--${status}); } .hide-${status} li.${status} { display: none; }`,
  )
  .join('\n')}
table { border-collapse: collapse; } td, th { border: 1px solid #8886; padding: .15rem .5rem; text-align: left; vertical-align: top; }
`;

/**
 * Hovering a line lights up what it became, or what it came from; a click goes there. \`data-to\` of a source line
 * holds the ids of its output lines.
 */
export const SCRIPT = `
'use strict';
const origins = new Map();
for (const line of document.querySelectorAll('[data-to]')) {
  for (const id of line.dataset.to.split(' ')) {
    if (!origins.has(id)) origins.set(id, []);
    origins.get(id).push(line.id);
  }
}
const partners = (line) => (line.dataset.to ? line.dataset.to.split(' ') : origins.get(line.id) || []);
const light = (line, on) => {
  for (const id of [line.id, ...partners(line)]) document.getElementById(id)?.classList.toggle('lit', on);
};
const lineOf = (event) => event.target.closest?.('li[id]');
document.addEventListener('mouseover', (event) => { const line = lineOf(event); if (line) light(line, true); });
document.addEventListener('mouseout', (event) => { const line = lineOf(event); if (line) light(line, false); });
document.addEventListener('click', (event) => {
  const line = lineOf(event);
  const [first] = line ? partners(line) : [];
  if (first) document.getElementById(first)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
});
for (const box of document.querySelectorAll('.filter input')) {
  box.addEventListener('change', () => document.body.classList.toggle('hide-' + box.value, !box.checked));
}
`;
