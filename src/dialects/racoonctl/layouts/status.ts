import { optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const PHASE_1 = [
  'Phase 1: {ikeIndex}',
  '  state:          {ikeState}',
  '  remote:         {remote}',
  '  local:          {local}',
  '  version:        {version}  exchange_mode: {mode}',
  '  encryption:     {cipher}  hash: {hash}  auth: {method}  dh: {group}',
  '  lifetime:       {ikeLifetime}s',
  '  xauth:          state=ok auth_type=generic username={login}',
  '  dpd:            supported={dpdSupported} fails={dpdFailures}',
  '  natt:           enabled={natt}',
  '  remote_config:  anonymous={anonymous} passive={passive} generate_policy={generatePolicy}',
];
const PHASE_2 = [
  'Phase 2: {childIndex}',
  '  phase1:         {parent}',
  '  state:          {childState}  protocol: {protocol}  mode: {childMode}',
  '  spi:            in={spiIn} out={spiOut}',
  '  selector:       {source} -> {destination}  proto={upper} sport={sourcePort} dport={destinationPort}',
  '  encryption:     {childCipher}  auth: {childHash}',
  '  pfs_group:      {pfs}',
  '  effective_group: {effective}',
  '  lifetime:       {childSeconds}s / {childBytes} bytes',
  '  reqid:          in={requestIn} out={requestOut}  ok={ok}',
];
const TITLE = ['racoon status at {at}', ''];

/**
 * `racoonctl status` (`reference/racoon.md` 1.9): a block for each SA, a blank line behind it, and one more behind all. What
 * a mode configuration gave is read and not kept.
 */
function status(noPhase2: readonly string[]): LayoutsByVariant {
  return {
    any: {
      header: [...TITLE, optional('{noPhase1}')],
      row: [...[...PHASE_1, ...PHASE_2].map(optional), ''],
      footer: [optional('{noPhase2}'), ''],
      empty: [...TITLE, '(no phase 1 SAs)', ...noPhase2, ''],
      also: ['  mode_cfg addr4: {ignored}', '  mode_cfg dns4:  {ignored}', '  split_include:  {ignored}'],
    },
  };
}
export const statusLayouts = status([]);
/** With `-v` the SAs of phase 2 too. */
export const verboseStatusLayouts = status(['(no phase 2 SAs)']);

/** `-f json`: all in one line. */
export const jsonStatusLayouts: LayoutsByVariant = { any: { header: [], row: ['{json}'], footer: [] } };
