import { fullName } from '../../../../grammars/tmsh/names.ts';
import type { Certificates, Peer } from '../../../ir/ike.ts';
import { withMembers } from '../../../ir/origins.ts';
import { isFileOfTmsh } from '../words.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

const FILES = ['certificate', 'key', 'authority', 'peerCertificate', 'revocationList'] as const;

/**
 * Files have names of this device alone (`translation.md` 2.4, R15 to R17): `--map NAME=FILE` gives them. Of a device
 * with files each one that is not given is a placeholder; a realm is no file, and is left out.
 */
export const nameCertificates: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      const { certificates } = peer;
      if (certificates === undefined) return peer;
      const named = withNames(peer, certificates, adjustment);
      const isIdle = FILES.every((member) => named[member] === undefined) && !needsCertificate(gateway, peer);
      return withMembers(adjustment.origins, peer, {
        certificates: isIdle ? leaveOut(peer, named, adjustment) : named,
      });
    }),
  });

function withNames(peer: Peer, certificates: Certificates, adjustment: Adjustment): Certificates {
  const hasFiles = certificates.key !== undefined;
  const names = FILES.map((member) => {
    const name = certificates[member];
    if (name === undefined || isFileOfTmsh(name)) return [member, name] as const;
    const file = adjustment.placeholders[name];
    const isKept = file !== undefined || hasFiles;
    const own = writersOf(adjustment, certificates, member);
    adjustment.note({
      code: 'TG272',
      kind: isKept ? 'adapted' : 'dropped',
      object: peerReference(peer),
      path: `peers.certificates.${member}`,
      from: name,
      ...(isKept ? { to: file ?? `{{cert:${name}}}` } : {}),
      origins: own.length > 0 ? own : writersOf(adjustment, peer, 'certificates'),
      note:
        file === undefined
          ? `certificate ${name} has no meaning on another device`
          : `certificate ${name} is ${file}`,
      ...(file === undefined ? { todo: `give the file of the target with --map ${name}=/Common/FILE` } : {}),
    });
    return [member, file === undefined ? (hasFiles ? name : undefined) : fullName(file)] as const;
  });
  return withMembers(adjustment.origins, certificates, Object.fromEntries(names));
}

function needsCertificate({ ikeProposals }: Parameters<Rule>[0], peer: Peer): boolean {
  const methods = ikeProposals.flatMap(({ name, authenticationMethod }) =>
    peer.proposals.includes(name) ? authenticationMethod : [],
  );
  const isIkev2 = peer.versions.includes('ikev2');
  return (isIkev2 ? [peer.localAuthentication] : methods).some((method) => method !== 'pre-shared-key');
}

/** Whether certificates are checked is nothing to a peer that has a key. */
function leaveOut(peer: Peer, certificates: Certificates, adjustment: Adjustment): undefined {
  const own = writersOf(adjustment, certificates, 'verify');
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object: peerReference(peer),
    path: 'peers.certificates.verify',
    from: certificates.verify,
    origins: own.length > 0 ? own : writersOf(adjustment, peer, 'certificates'),
    note: 'has no effect under a pre-shared key',
  });
}
