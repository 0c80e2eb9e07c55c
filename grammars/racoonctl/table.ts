import { CommandLanguage } from '../notation/command-language.ts';
import { commandTable } from '../notation/command-table.ts';
import { chapter, type Command, command } from '../notation/command.ts';

/** The daemon of ipsec-tools and its fork, and that of BIG-IP, which lacks what the fork has added. */
export const RELEASES = ['fork', 'f5'] as const;
export type Release = (typeof RELEASES)[number];

const PROTOCOL = '<protocol:isakmp|ipsec|ah|esp|internal>' as const;
const ENDS =
  '<family:inet|inet6> <source:string> <destination:string> [ <upper:any|icmp|tcp|udp|gre> ]' as const;

/** A command under its name and under its two letters. */
function aliased<const Word extends string, const Alias extends string, const Rest extends string>(
  word: Word,
  alias: Alias,
  rest: Rest,
  profiles: readonly Release[] = RELEASES,
): readonly [Command<`${Word} ${Rest}`>, Command<`${Alias} ${Rest}`>] {
  return [command(`${word} ${rest}`, { profiles }), command(`${alias} ${rest}`, { profiles })];
}

/** The commands of racoonctl(8), behind its own options: `reference/racoon.md` 1.2. */
export const racoonctl = chapter('racoonctl', {
  reloadConfig: aliased('reload-config', 'rc', '[ <ignored:rest> ]'),
  showSchedule: aliased('show-schedule', 'sc', '[ <ignored:rest> ]'),
  showSa: aliased('show-sa', 'ss', PROTOCOL),
  // The manuals of 0.8 call it get-sa-cert; the program does not know that word.
  getCertificate: [
    ...aliased('get-cert', 'gc', ENDS),
    command(`get-sa-cert ${ENDS}`, { profiles: RELEASES }),
  ],
  flushSa: aliased('flush-sa', 'fs', PROTOCOL),
  deleteSa: aliased('delete-sa', 'ds', `<protocol:isakmp|ah|esp> ${ENDS}`),
  establishSa: aliased(
    'establish-sa',
    'es',
    `[ -u <identity:string> ] [ -n <remote-name:string> ] [ waiting: -w ] <protocol:isakmp|ah|esp> ${ENDS}`,
  ),
  vpnConnect: aliased('vpn-connect', 'vc', '[ -u <identity:string> ] <gateway:string> [ <ignored:rest> ]'),
  vpnDisconnect: aliased('vpn-disconnect', 'vd', '<gateway:string> [ <ignored:rest> ]'),
  showEvent: [command('show-event'), command('se')],
  logoutUser: aliased('logout-user', 'lu', '<login:string 1..31>'),
  status: aliased(
    'status',
    'st',
    '[ options: -v | -f <format:text|json> | --format=text | --format=json ] *',
    ['fork'],
  ),
});

const table = commandTable([racoonctl], RELEASES);
export const racoonctlLanguage = new CommandLanguage(table);

/** Every word that names a command. */
export function commandWords(release: Release): readonly string[] {
  return racoonctlLanguage.linesOf('racoonctl', release).map(({ line }) => line.firstWord);
}
