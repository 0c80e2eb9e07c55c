import { address, integer, vocabulary, word, words } from '../../../text/layout/codecs.ts';
import type { Cell } from '../../../text/layout/form.ts';
import { printStage, readStage } from './stage.ts';
import { cookies, ikeCell, type StatusRow } from './status-row.ts';
import { cipher, groupWord, HASH_NAMES, METHODS, STAGE_WORDS, YES } from './status-words.ts';

/** An identity; where none was sent yet the end, with its port. */
function endCell(end: 'local' | 'remote'): Cell<StatusRow> {
  const id = `${end}Id` as const;
  return {
    pattern: String.raw`\S.*?`,
    print: ({ ike }) => {
      const { address: host, port } = ike?.[end] ?? {};
      return ike?.[id]?.value ?? (host === undefined ? undefined : `${host}[${port ?? 0}]`);
    },
    read: (text) => {
      const [, host, port] = /^(.*)\[(\d+)\]$/.exec(text) ?? [];
      if (host !== undefined) return { ike: { [end]: { address: host, port: Number(port) } } };
      const known = address.read(text);
      return {
        ike: { [id]: { value: text }, ...(known === undefined ? {} : { [end]: { address: known } }) },
      };
    },
  };
}

/** The cells of a block of phase 1. */
export const PHASE_1_CELLS: Readonly<Record<string, Cell<StatusRow>>> = {
  ikeIndex: ikeCell(
    cookies,
    (sa) => sa,
    (spis) => spis,
  ),
  ikeState: {
    pattern: '[a-z0-9]+',
    print: ({ ike }) => STAGE_WORDS[(ike === undefined ? undefined : printStage(ike)) ?? -1],
    read: (text) => {
      const stage = STAGE_WORDS.findIndex((known) => known === text);
      return stage === -1 ? undefined : { ike: readStage(stage, undefined) };
    },
  },
  remote: endCell('remote'),
  local: endCell('local'),
  version: ikeCell(
    vocabulary({ '1.0': 'ikev1' } as const),
    ({ version }) => (version === 'ikev2' ? undefined : (version ?? 'ikev1')),
    (version) => ({ version }),
  ),
  mode: ikeCell(
    vocabulary({ MAIN: 'main', AGGRESSIVE: 'aggressive', BASE: 'base' } as const),
    ({ exchangeMode }) => exchangeMode,
    (exchangeMode) => ({ exchangeMode }),
  ),
  cipher: ikeCell(
    cipher,
    ({ suite }) => suite?.encryption?.name,
    (name) => ({ suite: { encryption: { name } } }),
  ),
  hash: ikeCell(
    vocabulary(HASH_NAMES),
    ({ suite }) => suite?.hash,
    (hash) => ({ suite: { hash } }),
  ),
  method: ikeCell(
    vocabulary(METHODS, String.raw`\S.*?`),
    ({ suite }) => suite?.authenticationMethod,
    (authenticationMethod) => ({ suite: { authenticationMethod } }),
  ),
  group: ikeCell(
    groupWord,
    ({ suite }) => suite?.dhGroup,
    (dhGroup) => ({ suite: { dhGroup } }),
  ),
  ikeLifetime: ikeCell(
    integer,
    ({ suite }) => suite?.lifetimeSeconds,
    (lifetimeSeconds) => ({ suite: { lifetimeSeconds } }),
  ),
  login: ikeCell(
    words,
    ({ login }) => login,
    (login) => ({ login }),
  ),
  dpdSupported: ikeCell(
    YES,
    ({ dpd }) => dpd?.supported,
    (supported) => ({ dpd: { supported } }),
  ),
  dpdFailures: ikeCell(
    integer,
    ({ dpd }) => dpd?.failures,
    (failures) => ({ dpd: { failures } }),
  ),
  natt: ikeCell(
    YES,
    ({ nat }) => (nat === undefined || nat === 'none' ? undefined : true),
    (isOn) => (isOn ? { nat: 'both' } : {}),
  ),
  anonymous: ikeCell(
    YES,
    ({ configured }) => configured?.anonymous,
    (anonymous) => ({ configured: { anonymous } }),
  ),
  passive: ikeCell(
    YES,
    ({ configured }) => configured?.passive,
    (passive) => ({ configured: { passive } }),
  ),
  generatePolicy: ikeCell(
    word,
    ({ configured }) => configured?.policies,
    (policies) => ({ configured: { policies } }),
  ),
};
