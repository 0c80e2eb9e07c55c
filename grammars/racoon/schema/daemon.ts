import { choice, duration, endpoint, files, flag, number, onOff, section, text, words } from './directive.ts';

const DAEMON = { code: 'TG286', advice: 'it belongs to the racoon daemon' } as const;
const LEVELS = ['error', 'warning', 'notify', 'info', 'debug', 'debug2'] as const;

/** What stands at the top of a racoon.conf beside its blocks (racoon reference 3.3). */
export const file = section(
  'racoon',
  {
    path: files(['include', 'pre_shared_key', 'certificate', 'script', 'backupsa', 'pidfile'], {
      keyed: true,
    }),
    include: text({ list: true }),
    log: choice(LEVELS, { default: 'info', unread: { code: 'TG284', advice: 'set the log level by hand' } }),
    pfkey_buffer: number({ default: '0', unread: DAEMON }),
    gss_id_enc: choice(['latin1', 'utf-16le'], { default: 'utf-16le', unread: DAEMON }),
    complex_bundle: onOff({ default: 'on', unread: DAEMON }),
  },
  {
    sections: [
      'privsep',
      'padding',
      'timer',
      'listen',
      'mode_cfg',
      'ldapcfg',
      'radiuscfg',
      'remote',
      'sainfo',
    ],
  },
);

export const privsep = section(
  'privsep',
  {
    user: words([], { unread: DAEMON }),
    group: words([], { unread: DAEMON }),
    chroot: text({ unread: DAEMON }),
  },
  { unread: DAEMON },
);

export const padding = section(
  'padding',
  {
    randomize: onOff({ default: 'on', unread: DAEMON }),
    randomize_length: onOff({ default: 'off', unread: DAEMON }),
    maximum_length: number({ default: '20', unread: DAEMON }),
    strict_check: onOff({ default: 'off', unread: DAEMON }),
    exclusive_tail: onOff({ default: 'on', unread: DAEMON }),
  },
  { unread: DAEMON },
);

/** `counter` counts the first sending too; `persend`: packets at once. */
export const timer = section('timer', {
  counter: number({ default: '5', minimum: 1 }),
  interval: duration({ default: '10' }),
  persend: number({ default: '1', unread: DAEMON }),
  phase1: duration({ default: '30', unread: DAEMON }),
  phase2: duration({ default: '30', unread: DAEMON }),
  natt_keepalive: duration({ default: '20' }),
  auto_exit_delay: duration({ unread: DAEMON }), // macOS
});

/** Without it: every address, ports 500 and 4500. */
export const listen = section('listen', {
  isakmp: endpoint({ list: true }),
  isakmp_natt: endpoint({ list: true }),
  strict_address: flag({ unread: DAEMON }),
  adminsock: files(['disabled'], { unread: DAEMON }),
});
