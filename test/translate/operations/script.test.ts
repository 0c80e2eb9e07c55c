import { describe, expect, it } from 'vitest';
import { rowsWith, translateText } from '../translate-text.ts';
import { HUB } from './said.ts';

const RUNBOOK = `! look first
display ike sa
reset ike sa
display version
# then save
save
`;

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

describe('a script of commands', () => {
  it('keeps comments and commands in their places', () => {
    const { written, report, bugs } = translateText(RUNBOOK);
    expect(bugs).toEqual([]);
    expect(linesOf(written[0]?.text ?? '')).toEqual([
      '# look first',
      'show net ipsec ike-sa',
      'run /util bash -c "racoonctl -ll show-sa isakmp"',
      'delete net ipsec ike-sa',
      '# not translated: display version',
      '# then save',
      'save sys config',
    ]);
    expect(report.statements.map(({ status }) => status)).toEqual([
      'adapted',
      'approximated',
      'out-of-scope',
      'exact',
    ]);
    expect(report.statements[0]?.targets.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('says in its place what could not be said, and that something is missing', () => {
    const { written, report } = translateText('reset ike sa conn-id 7\ndisplay ike offline-info\nsave\n');
    expect(report.verdict).toBe('incomplete');
    expect(linesOf(written[0]?.text ?? '')).toEqual([
      '# INCOMPLETE: some statements could not be translated: the report names them [TG290]',
      expect.stringMatching(
        /^# reset ike sa conn-id 7: connection 7 is a number of the source device.*\[TG301\]$/,
      ),
      expect.stringMatching(
        /^# display ike offline-info: no such command in tmsh@16: nearest is .*\[TG300\]$/,
      ),
      'save sys config',
    ]);
  });

  it('writes nothing where nothing can be said', () => {
    const { written, report } = translateText('reset ike sa conn-id 7\n');
    expect(written).toEqual([]);
    expect(report.verdict).toBe('refused');
    expect(report.counts.error).toBe(1);
  });

  it('is refused where a command is misspelt, with what the device answers', () => {
    const { diagnostics } = translateText('reset ike sa con-id 7\nreset ike sa conn-id 0\n');
    expect(diagnostics.map(({ code, span }) => [code, span?.start])).toEqual([
      ['TG101', 13],
      ['TG111', 43],
    ]);
    expect(diagnostics[1]?.help).toContain("Error: Wrong parameter found at '^' position.");
  });

  it('tells prompts and outputs of a session from commands', () => {
    const session =
      '<FW>reset ike sa remote 203.0.113.2\n<FW>display ike sa\n  conn-id peer\n  7  203.0.113.2\n<FW>save\n';
    const { written } = translateText(session);
    expect(linesOf(written[0]?.text ?? '').filter((line) => !line.startsWith('#'))).toEqual([
      'delete net ipsec ike-sa peer-ip 203.0.113.2',
      'show net ipsec ike-sa',
      'run /util bash -c "racoonctl -ll show-sa isakmp"',
      'save sys config',
    ]);
  });

  it('becomes operations of the IR, and comes back from it', () => {
    const { written } = translateText('reset ike sa remote 203.0.113.2\nsave\n', { to: 'ir@1' });
    const text = written[0]?.text ?? '';
    expect(JSON.parse(text)).toEqual({
      ir: 1,
      operations: [
        {
          kind: 'clear-ike-sa',
          select: { remoteAddress: '203.0.113.2' },
          children: 'delete',
          then: 'by-policy',
          childConnection: 'by-policy',
        },
        { kind: 'save-configuration' },
      ],
    });
    const back = translateText(text, { from: 'ir@1', to: 'vrp@usg' });
    expect(back.bugs).toEqual([]);
    expect(back.written[0]?.text).toBe('reset ike sa remote 203.0.113.2\nsave\n');
  });
});

describe('commands among a configuration', () => {
  const [before = '', behind = ''] = HUB.split('ipsec policy map1 10 isakmp');
  const mixed = `system-view\n${before}return\n! once it stands\nreset ike sa\nsystem-view\nipsec policy map1 10 isakmp${behind}display ike sa\nsave\n`;

  it('stand where they stood, typed in the modes of the target', () => {
    const { written, bugs } = translateText(mixed, { to: 'vrp@ne' });
    expect(bugs).toEqual([]);
    const lines = linesOf(written[0]?.text ?? '');
    const at = (line: string): number => lines.indexOf(line);
    expect(at('system-view')).toBe(1);
    expect(lines[at('reset ike sa') - 1]).toBe('# once it stands');
    expect(lines[at('reset ike sa') - 2]).toBe('return');
    expect(lines[at('reset ike sa') + 1]).toBe('system-view');
    expect(at('ipsec policy map1 10 isakmp')).toBeGreaterThan(at('reset ike sa'));
    expect(lines.slice(-3)).toEqual(['return', 'display ike sa', 'save']);
  });

  it('are typed as tmsh takes them', () => {
    const translation = translateText(mixed);
    const { written, bugs } = translation;
    expect(bugs).toEqual([]);
    const lines = linesOf(written[0]?.text ?? '');
    const first = lines.findIndex((line) => line.startsWith('create net ipsec'));
    expect(lines.indexOf('delete net ipsec ike-sa')).toBeLessThan(first);
    expect(lines.at(-1)).toBe('save sys config');
    expect(rowsWith(translation, 'reset ike sa')).toEqual([expect.stringContaining('TG311')]);
  });

  it('of a capture say how the configuration was got, and no more', () => {
    const { written, report, bugs } = translateText(`<FW>display current-configuration\n${HUB}<FW>`);
    expect(bugs).toEqual([]);
    expect(written[0]?.text).toContain('net ipsec ike-peer /Common/east {');
    expect(report.statements[0]).toMatchObject({ status: 'out-of-scope' });
  });

  it('stand beside a configuration that is files', () => {
    const { written } = translateText(`${HUB}reset ike sa\n`, { to: 'racoon@0.9' });
    expect(written.map(({ file }) => file)).toContain('commands.txt');
    expect(written.at(-1)?.text).toContain('racoonctl flush-sa isakmp');
  });
});
