import { describe, expect, it } from 'vitest';
import { file, listen, padding, privsep, timer } from '../../../grammars/racoon/schema/daemon.ts';
import type { Directive, Section } from '../../../grammars/racoon/schema/directive.ts';
import { proposal, remote, sainfo } from '../../../grammars/racoon/schema/phases.ts';
import { ldap, modeConfiguration, radius } from '../../../grammars/racoon/schema/remote-access.ts';
import { rows } from '../../../src/dialects/racoon/rows.ts';
import { racoonFiles, translateFiles } from './files.ts';

/** Values of every kind, as they are written. */
function samples({ type }: Directive): readonly string[] {
  switch (type.kind) {
    case 'flag':
      return [''];
    case 'number':
      return [String(type.minimum), '61'];
    case 'choice':
      return type.words;
    case 'words':
      return type.words.length === 0 ? ['"racoon"'] : [type.words.join(', '), type.words[0] ?? ''];
    case 'text':
      return ['"text"'];
    case 'files':
      return type.words.length === 0 ? ['"file" phase1_up'] : type.words.map((word) => `${word} "a" "b"`);
    case 'duration':
      return ['7 sec', '1 hour'];
    case 'lifetime':
      return ['time 90 min', 'time 1 sec'];
    case 'endpoint':
      return ['192.0.2.1', '192.0.2.1 [4500]', '2001:db8::1 [500]'];
    case 'identity':
      return [
        'address',
        'address 192.0.2.1',
        'fqdn "a.example"',
        'user_fqdn "a@b.example"',
        'keyid tag "t"',
        'asn1dn "CN=a"',
        'subnet',
      ];
    case 'algorithm':
      return type.words;
    case 'algorithms':
      return [type.words.join(', '), ...type.words];
    case 'group':
      return ['2', 'modp4096', '18'];
    case 'anything':
      return ['192.0.2.0'];
    default:
      return type satisfies never;
  }
}

/** The tunnel with one directive set, in place of the line that it had, or in a section of its own. */
function withDirective(view: string, name: string, value: string): ReturnType<typeof racoonFiles> {
  const line = `${name} ${value};`;
  const [configuration, ...others] = racoonFiles();
  const text = configuration?.text ?? '';
  const kept = text.replaceAll(new RegExp(`^(\\t+)${name} .*\\n`, 'gm'), view === 'racoon' ? '$&' : '');
  const heads = {
    remote: 'remote 198.51.100.2 {\n',
    proposal: 'proposal {\n',
    sainfo: '10.2.0.0/16 any {\n',
    listen: 'listen {\n',
  };
  const head = Object.entries(heads).find(([name_]) => name_ === view)?.[1];
  const changed =
    head === undefined
      ? `${text}${view === 'racoon' ? line : `${view} { ${line} }`}\n`
      : kept.replace(head, `${head}\t${line}\n`);
  return [{ name: 'racoon.conf', text: changed }, ...others];
}

const SECTIONS: readonly Section[] = [
  file,
  privsep,
  padding,
  timer,
  listen,
  modeConfiguration,
  ldap,
  radius,
  remote,
  proposal,
  sainfo,
];
const DIRECTIVES = SECTIONS.flatMap(({ view, directives }) =>
  Object.entries(directives).flatMap(([name, directive]) =>
    samples(directive).map((value) => [view, name, value] as const),
  ),
);

/** `contracts.md` 3: each row is read by lowering, or has its word in `unread`; nothing is passed over in silence. */
describe('each directive is read, or says why not', () => {
  it.each(DIRECTIVES)('%s: %s %s', (view, name, value) => {
    for (const to of ['ir', 'tmsh@16', 'vrp@usg']) {
      const { report, bugs } = translateFiles(withDirective(view, name, value), { to });
      expect([to, bugs]).toEqual([to, []]);
      expect(report.statements.flatMap(({ notes }) => notes.filter(({ code }) => code === 'TG299'))).toEqual(
        [],
      );
    }
  });

  /** Racoon reference 3.2. */
  it.each([
    ['remote', 35],
    ['proposal', 7],
    ['sainfo', 6],
    ['timer', 7],
    ['listen', 4],
    ['mode_cfg', 18],
  ])('%s has %i directives', (view, count) => {
    expect(rows.filter((row) => row.view === view && row.name !== undefined)).toHaveLength(count);
  });
});
