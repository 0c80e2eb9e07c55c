import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const RULE = '-'.repeat(45);

/** `display ike sa verbose`: found in no source (`reference/vrp.md` 3.2). */
export const ikeSaVerboseLayouts: LayoutsByVariant = {
  any: {
    header: [],
    row: [
      RULE,
      ' Establish Time           : {established}',
      ' PortCfg Index            : {portConfiguration}',
      ' IKE Peer Name            : {peer}',
      ' Connection Id            : {connectionId}',
      ' Version                  : {version}',
      ' Exchange Mode            : {exchangeMode}',
      ' Role                     : {role}',
      ' Local Address            : {local}',
      ' Remote Address           : {remote}',
      ' Local Id Type            : {localIdType}',
      ' Local Id                 : {localId}',
      ' Remote Id Type           : {remoteIdType}',
      ' Remote Id                : {remoteId}',
      ' Authentication Method    : {authentication}',
      ' Authentication Algorithm : {hash}',
      ' Encryption Algorithm     : {encryption}',
      ' Diffie-Hellman Group     : {group}',
      ' Remaining Duration       : {remaining}',
      ' NAT Traversal            : {nat}',
      ' Initiator Cookie         : 0x{initiatorCookie}',
      ' Responder Cookie         : 0x{responderCookie}',
      RULE,
    ],
    footer: [],
  },
};
