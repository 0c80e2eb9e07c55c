import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';

/** What a device of a profile says of itself. */
export const RELEASES: Readonly<Record<Profile, { readonly version: string; readonly build: string }>> = {
  '14': { version: '14.1.2.1', build: '0.0.4' },
  '16': { version: '16.1.2', build: '0.0.18' },
};

/** `/etc/issue` of its shell: programs tell a BIG-IP by it (`reference/clients.md` C2). */
export function issueText(profile: Profile): string {
  const { version, build } = RELEASES[profile];
  return `BIG-IP ${version} Build ${build}\nKernel \\r on an \\m\n`;
}

/** `show sys version`. */
export function versionLines(profile: Profile): readonly string[] {
  const { version, build } = RELEASES[profile];
  return [
    '',
    'Sys::Version',
    'Main Package',
    '  Product     BIG-IP',
    `  Version     ${version}`,
    `  Build       ${build}`,
    '  Edition     Final',
    '',
  ];
}
