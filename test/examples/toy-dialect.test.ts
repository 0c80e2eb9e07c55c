import { describe, expect, it } from 'vitest';
import { toy } from '../../examples/toy-dialect/index.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

const TEXT = `# a gateway of the toy make
contact somebody
tunnel east from 198.51.100.1 to 203.0.113.2 protect 10.1.0.0 16 and 10.20.0.0 16 key Toy-Key-2026
`;

function translated(text: string, to: (typeof dialects)[number]): Translation {
  return translate([{ name: 'toy.txt', text }], {
    from: { dialect: toy, profile: '1' },
    to: { dialect: to, profile: to.defaultProfile },
    because: 'the test says so',
    accepted: new Set(),
    placeholders: {},
    compact: false,
  });
}

describe('the dialect of docs/adding-a-dialect.md', () => {
  it.each(dialects.filter(({ name }) => name !== 'racoon').map((to) => [to.name, to] as const))(
    'is translated to %s, and proves it',
    (_name, to) => {
      const { report, written, bugs } = translated(TEXT, to);
      expect(bugs).toEqual([]);
      expect(['lossless', 'lossy']).toContain(report.verdict);
      expect(written.map(({ text }) => text).join('')).toContain('Toy-Key-2026');
      expect(JSON.stringify(report)).not.toContain('Toy-Key-2026');
      expect(report.statements.map(({ status }) => status)).not.toContain('error');
      expect(report.statements[0]?.status).toBe('out-of-scope');
    },
  );

  it('is refused by racoon, which has no IKEv2', () => {
    const racoon = dialects.filter(({ name }) => name === 'racoon');
    for (const to of racoon) expect(translated(TEXT, to).report.verdict).toBe('refused');
  });

  it('tells what it does not know', () => {
    const { diagnostics } = translated(`${TEXT}tunel x\n`, dialects[0] ?? toy);
    expect(diagnostics.map(({ code }) => code)).toContain('TG101');
  });
});
