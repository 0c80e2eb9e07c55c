import {
  algorithm,
  algorithms,
  choice,
  endpoint,
  files,
  group,
  identity,
  type KeyLengths,
  lifetime,
  number,
  onOff,
  section,
  text,
  words,
} from './directive.ts';

const DAEMON = { code: 'TG286', advice: 'it belongs to the racoon daemon' } as const;
const CERTIFICATE = { code: 'TG272', advice: 'give the file of the target with --map' } as const;
const REMOTE_ACCESS = { code: 'TG162', advice: 'this directive' } as const;
const FORCE = ['on', 'off', 'force'] as const;

const AES = { first: 128, last: 256, step: 64 } as const;
/** racoon reference 3.4; the default of all of them is 128. */
export const CIPHER_LENGTHS: KeyLengths = {
  aes: AES,
  rijndael: AES,
  camellia: AES,
  blowfish: { first: 40, last: 448, step: 8 },
  cast128: { first: 40, last: 128, step: 8 },
  twofish: { first: 40, last: 256, step: 8 },
  rc5: { first: 40, last: 2040, step: 8 },
};
const HASHES = ['md5', 'sha1', 'sha256', 'sha2_256', 'sha384', 'sha2_384', 'sha512', 'sha2_512'] as const;
const METHODS = [
  'pre_shared_key',
  'rsasig',
  'dsssig',
  'rsaenc',
  'rsarev',
  'gssapi_krb',
  'hybrid_rsa_server',
  'hybrid_dss_server',
  'hybrid_rsa_client',
  'hybrid_dss_client',
  'xauth_psk_server',
  'xauth_psk_client',
  'xauth_rsa_server',
  'xauth_rsa_client',
] as const;

/** `proposal { … }` inside a `remote` (racoon reference 3.3). All but the lifetime are mandatory. */
export const proposal = section('proposal', {
  encryption_algorithm: algorithm(
    ['des', '3des', 'blowfish', 'cast128', 'aes', 'rijndael', 'camellia', 'idea', 'rc5'],
    CIPHER_LENGTHS,
  ),
  hash_algorithm: algorithm(HASHES),
  authentication_method: algorithm(METHODS),
  dh_group: group(),
  lifetime: lifetime(),
  gss_id: text({ unread: DAEMON }),
  gssapi_id: text({ unread: DAEMON }),
});

/** `remote …` (racoon reference 3.3). `dpd_delay` and `dpd_retry` are in seconds, `nonce_size` in octets. */
export const remote = section(
  'remote',
  {
    remote_address: endpoint(),
    exchange_mode: words(['main', 'aggressive', 'base']),
    doi: choice(['ipsec_doi'], { default: 'ipsec_doi', unread: 'out-of-scope' }),
    situation: choice(['identity_only', 'secrecy', 'integrity'], {
      default: 'identity_only',
      unread: 'out-of-scope',
    }),
    my_identifier: identity(),
    peers_identifier: identity({ list: true }),
    verify_identifier: onOff({ default: 'off' }),
    certificate_type: files(['x509', 'plain_rsa']),
    ca_type: files(['x509']),
    peers_certfile: files(['x509', 'plain_rsa', 'dnssec'], { list: true }),
    verify_cert: onOff({ default: 'on' }),
    send_cert: onOff({ default: 'on', unread: CERTIFICATE }),
    send_cr: onOff({ default: 'on', unread: CERTIFICATE }),
    match_empty_cr: onOff({ default: 'off', unread: CERTIFICATE }),
    passive: onOff({ default: 'off' }),
    generate_policy: choice(['off', 'on', 'require', 'unique'], { default: 'off' }),
    proposal_check: choice(['obey', 'strict', 'claim', 'exact'], { default: 'strict' }),
    initial_contact: onOff({ default: 'on' }),
    nat_traversal: choice(FORCE, { default: 'off' }),
    ike_frag: choice(FORCE, { default: 'off' }),
    esp_frag: number({ default: '65535', unread: DAEMON }),
    dpd: onOff({ default: 'on' }),
    dpd_delay: number({ default: '0' }),
    dpd_retry: number({ default: '5' }),
    dpd_maxfail: number({ default: '5' }),
    rekey: choice(FORCE, { default: 'on' }),
    nonce_size: number({ default: '16', unread: DAEMON }),
    ph1id: number({ default: '0' }),
    mode_cfg: onOff({ default: 'off' }),
    xauth_login: identity({ unread: REMOTE_ACCESS }),
    support_proxy: onOff({ default: 'off', unread: 'out-of-scope' }),
    weak_phase1_check: onOff({ default: 'off', unread: DAEMON }),
    script: files([], {
      list: true,
      unread: { code: 'TG286', advice: 'scripts belong to the racoon daemon' },
    }),
    lifetime: lifetime(),
    dh_group: group({ refused: 'dh_group cannot be defined here.' }),
  },
  { sections: ['proposal'] },
);

/** `sainfo …` (racoon reference 3.3). The three lists of algorithms are mandatory. */
export const sainfo = section('sainfo', {
  pfs_group: group(),
  remoteid: number({ default: '0' }),
  lifetime: lifetime(),
  encryption_algorithm: algorithms(
    [
      'des_iv64',
      'des',
      '3des',
      'rc5',
      'idea',
      'cast128',
      'blowfish',
      '3idea',
      'des_iv32',
      'null_enc',
      'null',
      'aes',
      'rijndael',
      'twofish',
      'rc4',
      'camellia',
    ],
    CIPHER_LENGTHS,
  ),
  authentication_algorithm: algorithms([
    'hmac_md5',
    'hmac_sha1',
    'hmac_sha256',
    'hmac_sha2_256',
    'hmac_sha384',
    'hmac_sha2_384',
    'hmac_sha512',
    'hmac_sha2_512',
    'non_auth',
    'kpdk',
  ]),
  compression_algorithm: algorithms(['deflate', 'lzs', 'oui']),
});
