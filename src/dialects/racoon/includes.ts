/** Whether a file that was given is what an `include` names: `*` and `?` stand for parts of a name. */
export function isIncluded(pattern: string, file: string): boolean {
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const given = file.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const common = Math.min(wanted.length, given.length);
  if (common === 0) return false;
  return wanted
    .slice(-common)
    .every((part, index) => glob(part).test(given[given.length - common + index] ?? ''));
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
