import type { Gateway } from '../../../ir/gateway.ts';
import type { Certificates, Peer } from '../../../ir/ike.ts';
import { withMembers } from '../../../ir/origins.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { certificateForm } from '../certificate-forms.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { mapPeers } from './peers.ts';

/**
 * A realm, or the file of a certificate, is a name of the device (`translation.md` 2.4, R15 to R17): that of another VRP
 * is kept, any other one is what `--map` says, or left out.
 */
export const nameCertificates: Rule = (gateway, adjustment) =>
  mapPeers(gateway, adjustment, (peer) => {
    const { certificates } = peer;
    if (certificates === undefined) return peer;
    const kept = usesCertificate(gateway, peer)
      ? keepCertificates(peer, certificates, adjustment)
      : leaveOut(peer, certificates, adjustment);
    return withMembers(adjustment.origins, peer, { certificates: kept });
  });

function usesCertificate({ ikeProposals }: Gateway, peer: Peer): boolean {
  const ofIkev1 = ikeProposals.flatMap(({ name, authenticationMethod }) =>
    peer.versions.includes('ikev1') && peer.proposals.includes(name) ? authenticationMethod : [],
  );
  return [peer.localAuthentication, peer.remoteAuthentication, ...ofIkev1].some(
    (method) => method !== 'pre-shared-key',
  );
}

function leaveOut(peer: Peer, certificates: Certificates, adjustment: Adjustment): undefined {
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object: peerReference(peer),
    path: 'peers.certificates',
    from: certificates.verify,
    origins: writersOf(adjustment, peer, 'certificates'),
    note: 'has no effect under a pre-shared key',
  });
}

function keepCertificates(
  peer: Peer,
  certificates: Certificates,
  adjustment: Adjustment,
): Certificates | undefined {
  const certificate = nameHere(peer, certificates, 'certificate', adjustment);
  const peerCertificate = nameHere(peer, certificates, 'peerCertificate', adjustment);
  for (const member of ['key', 'authority', 'revocationList'] as const) {
    if (certificates[member] === undefined) continue;
    const isPart = certificate !== undefined;
    const note = isPart ? `part of ${certificate}` : 'the certificate has no meaning on another device';
    tell(peer, certificates, member, adjustment, { isKept: isPart, note });
  }
  const verify = keepCheck(peer, certificates, adjustment);
  if (certificate === undefined && peerCertificate === undefined && verify) {
    const isNameless = certificates.certificate === undefined && certificates.peerCertificate === undefined;
    if (isNameless || writersOf(adjustment, certificates, 'verify').length > 0) {
      tell(peer, certificates, 'verify', adjustment, { isKept: false, note: NO_NAME, todo: BY_HAND });
    }
    return undefined;
  }
  return withMembers(adjustment.origins, certificates, {
    certificate,
    peerCertificate,
    key: undefined,
    authority: undefined,
    revocationList: undefined,
    verify,
  });
}

/** Certificates are checked, but where a line of the source says that they are not and this release has one too. */
function keepCheck(peer: Peer, certificates: Certificates, adjustment: Adjustment): boolean {
  if (certificates.verify) return true;
  const { hasCertificateCheck } = limitsOfProfile(adjustment.profile);
  if (hasCertificateCheck && writersOf(adjustment, certificates, 'verify').length > 0) return false;
  adjustment.note({
    code: 'TG272',
    kind: 'approximated',
    object: peerReference(peer),
    path: 'peers.certificates.verify',
    from: false,
    to: true,
    origins: writersOf(adjustment, certificates, 'verify'),
    note: 'VRP checks the certificate of the peer',
  });
  return true;
}

const NO_NAME = 'the certificate has no meaning on another device';
const BY_HAND = 'give the peer its PKI realm or certificate by hand';

/** What a certificate is called here; absent: nobody says, or this release has no word for it. */
function nameHere(
  peer: Peer,
  certificates: Certificates,
  member: 'certificate' | 'peerCertificate',
  adjustment: Adjustment,
): string | undefined {
  const name = certificates[member];
  if (name === undefined) return undefined;
  const given = adjustment.placeholders[name];
  const { key, authority, revocationList } = certificates;
  const isOfVrp = key === undefined && authority === undefined && revocationList === undefined;
  const here = given ?? (isOfVrp ? name : undefined);
  const form = here === undefined ? undefined : certificateForm(here, member, adjustment.profile);
  if (here === undefined || form === undefined) {
    tell(peer, certificates, member, adjustment, { isKept: false, note: NO_NAME, todo: BY_HAND });
    return undefined;
  }
  const what = form === 'realm' ? 'PKI realm' : 'file';
  const note = given === undefined ? `${what} ${name} keeps its name` : `certificate ${name} is ${given}`;
  tell(peer, certificates, member, adjustment, {
    isKept: true,
    note,
    ...(given === undefined ? { todo: `set up the ${what} ${name}` } : {}),
  });
  return here;
}

function tell(
  peer: Peer,
  certificates: Certificates,
  member: keyof Certificates,
  adjustment: Adjustment,
  told: { readonly isKept: boolean; readonly note: string; readonly todo?: string },
): void {
  const { isKept, ...rest } = told;
  const own = writersOf(adjustment, certificates, member);
  adjustment.note({
    code: 'TG272',
    kind: isKept ? 'adapted' : 'dropped',
    object: peerReference(peer),
    path: `peers.certificates.${member}`,
    from: certificates[member] ?? null,
    origins: own.length > 0 ? own : writersOf(adjustment, peer, 'certificates'),
    ...rest,
  });
}
