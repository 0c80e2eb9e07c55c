import { dialectNamed } from '../../../src/dialects/registry.ts';
import type { ReadOptions } from '../../../src/dialects/dialect.ts';
import type { SourceFile } from '../../../src/ir/diagnostic.ts';
import { readAccepted } from '../../../src/translate/acceptance.ts';
import { translate, type Translation } from '../../../src/translate/translate.ts';

export interface FilesOptions extends ReadOptions {
  readonly from?: string;
  readonly to?: string;
  readonly accept?: readonly string[];
  readonly compact?: boolean;
}

/** Translates the files of one gateway; racoon to the IR where nothing else is asked for. */
export function translateFiles(files: readonly SourceFile[], options: FilesOptions = {}): Translation {
  const named = (
    text: string,
  ): { dialect: NonNullable<ReturnType<typeof dialectNamed>>; profile: string } => {
    const [name = '', profile] = text.split('@');
    const dialect = dialectNamed(name);
    if (dialect === undefined) throw new Error(`no such dialect: ${text}`);
    return { dialect, profile: profile ?? dialect.defaultProfile };
  };
  return translate(files, {
    from: named(options.from ?? 'racoon'),
    to: named(options.to ?? 'ir'),
    because: 'the test says so',
    accepted: readAccepted(options.accept ?? []).accepted,
    placeholders: {},
    compact: options.compact ?? false,
    ...(options.syntax === undefined ? {} : { syntax: options.syntax }),
    ...(options.mostIncludes === undefined ? {} : { mostIncludes: options.mostIncludes }),
  });
}

/** Status and codes of every statement. */
export function statusRows({ report }: Translation): readonly string[] {
  return report.statements.map(({ file, line, status, notes }) => {
    const codes = [...new Set(notes.filter((note) => note.status === status).map(({ code }) => code))];
    return `${file}:${line} ${status} ${codes.toSorted().join(' ')}`.trimEnd();
  });
}

/** A file that was written, without its first line, which names the generator. */
export function written({ written: outputs }: Translation, file: string): string {
  const text = outputs.find((output) => output.file === file)?.text ?? '';
  return text.replace(/^# translated by .*\n/, '');
}

/** One tunnel in strict racoon; `changes` replaces texts of its racoon.conf. */
export function racoonFiles(changes: Readonly<Record<string, string>> = {}): readonly SourceFile[] {
  const text = `path pre_shared_key "/etc/racoon/psk.txt";
listen {
	isakmp 192.0.2.1 [500];
	isakmp_natt 192.0.2.1 [4500];
}
remote 198.51.100.2 {
	exchange_mode main;
	my_identifier address 192.0.2.1;
	peers_identifier address 198.51.100.2;
	verify_identifier on;
	proposal_check claim;
	dpd_delay 30;
	proposal {
		encryption_algorithm aes 256;
		hash_algorithm sha256;
		authentication_method pre_shared_key;
		dh_group 14;
	}
}
sainfo address 10.1.0.0/16 any address 10.2.0.0/16 any {
	pfs_group 14;
	lifetime time 1 hour;
	encryption_algorithm aes 256;
	authentication_algorithm hmac_sha256;
	compression_algorithm deflate;
}
`;
  const changed = Object.entries(changes).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return all.replace(from, to);
  }, text);
  return [
    { name: 'racoon.conf', text: changed },
    { name: 'psk.txt', text: '198.51.100.2\tTg-Demo-2026\n' },
    {
      name: 'setkey.conf',
      text: `flush;
spdflush;
spdadd 10.1.0.0/16 10.2.0.0/16 any -P out ipsec esp/tunnel/192.0.2.1-198.51.100.2/require;
spdadd 10.2.0.0/16 10.1.0.0/16 any -P in ipsec esp/tunnel/198.51.100.2-192.0.2.1/require;
`,
    },
  ];
}
