import { anything, choice, number, onOff, section, text } from './directive.ts';

const REMOTE_ACCESS = { code: 'TG162', advice: 'this section' } as const;
const UNREAD = { unread: REMOTE_ACCESS } as const;
const LIST = { list: true, unread: REMOTE_ACCESS } as const;

/** `mode_cfg { … }`: addresses for clients (racoon reference 3.2). */
export const modeConfiguration = section(
  'mode_cfg',
  {
    network4: anything(UNREAD),
    netmask4: anything(UNREAD),
    dns4: anything(LIST),
    wins4: anything(LIST),
    nbns4: anything(LIST),
    split_network: anything(LIST),
    split_dns: anything(LIST),
    default_domain: text(UNREAD),
    banner: text(UNREAD),
    auth_groups: anything(LIST),
    auth_source: choice(['system', 'radius', 'pam', 'ldap'], UNREAD),
    group_source: choice(['system', 'ldap'], UNREAD),
    conf_source: choice(['local', 'radius', 'ldap'], UNREAD),
    accounting: choice(['none', 'system', 'radius', 'pam'], UNREAD),
    pool_size: number(UNREAD),
    pfs_group: number(UNREAD),
    auth_throttle: number(UNREAD),
    save_passwd: onOff(UNREAD),
  },
  UNREAD,
);

export const ldap = section(
  'ldapcfg',
  {
    version: number(UNREAD),
    debug: number(UNREAD),
    timeout: number(UNREAD),
    port: number(UNREAD),
    subtree: onOff(UNREAD),
    uri: text(UNREAD),
    host: text(UNREAD),
    base: text(UNREAD),
    bind_dn: text(UNREAD),
    bind_pw: text({ ...UNREAD, secret: true }),
    attr_user: text(UNREAD),
    attr_addr: text(UNREAD),
    attr_mask: text(UNREAD),
    attr_group: text(UNREAD),
    attr_member: text(UNREAD),
  },
  UNREAD,
);

export const radius = section(
  'radiuscfg',
  {
    auth: anything({ ...LIST, secret: true }),
    acct: anything({ ...LIST, secret: true }),
    timeout: number(UNREAD),
    retries: number(UNREAD),
  },
  UNREAD,
);
