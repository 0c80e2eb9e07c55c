import { proposal as proposalSection } from '../../../../grammars/racoon/schema/phases.ts';
import { GROUP_WORDS } from '../../../../grammars/racoon/values.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { IkeProposal } from '../../../ir/ike.ts';
import { assemble, derived, sourced } from '../../../ir/origins.ts';
import { cipherOf, HASHES, IKE_CIPHERS, METHODS, OF_HASH, plainHash } from '../words.ts';
import { type Face, type LoweringContext, missing, originOf } from './context.ts';
import type { RemoteFace } from './remote-face.ts';
import { readSeconds } from './values.ts';

type ProposalFace = Face<(typeof proposalSection)['directives']>;

/** racoon's own lifetime of phase 1, where neither the proposal nor the remote has one. */
const USUAL_LIFETIME = 28_800;
/** In the order in which the daemon asks for them. */
const MANDATORY = [
  ['encryption_algorithm', 'encryption algorithm required.'],
  ['hash_algorithm', 'hash algorithm required.'],
  ['dh_group', 'DH group required.'],
  ['authentication_method', 'authentication method required.'],
] as const;

/** The `proposal` blocks of a `remote`, in order of preference. `peer`: the name that theirs begin with. */
export function lowerIkeProposals(
  context: LoweringContext,
  remote: RemoteFace,
  peer: string,
): readonly IkeProposal[] {
  const blocks = [...remote.object.children.values()].filter(({ view }) => view === proposalSection.view);
  const common = blocks.length === 0 ? remote.one('lifetime') : undefined;
  if (common !== undefined) {
    const details = { what: 'a remote without proposals' };
    context.reportOnce(diagnostic('TG119', details, originOf(common.origins)));
  }
  return blocks.map((object, index) => {
    const face = context.face(proposalSection, object);
    const lowered = lowerOne(context, face, remote, `${peer}-${index + 1}`);
    context.blameUnreadable(lowered, object);
    return lowered;
  });
}

function lowerOne(
  context: LoweringContext,
  face: ProposalFace,
  remote: RemoteFace,
  name: string,
): IkeProposal {
  const cipher = face.one('encryption_algorithm');
  const hash = face.one('hash_algorithm');
  const group = face.one('dh_group');
  const method = face.one('authentication_method');
  const lifetime = face.one('lifetime') ?? remote.one('lifetime');
  const encryption = cipherOf(IKE_CIPHERS, cipher?.text('name') ?? '', cipher?.text('bits'));
  const hashName = HASHES[plainHash(hash?.text('name') ?? '')];
  const ofHash = hashName === undefined ? undefined : OF_HASH[hashName];
  const word = group?.text('value') ?? '';
  const methodName = METHODS[method?.text('name') ?? ''];
  const proposal = assemble<IkeProposal>(context.origins, {
    name: derived(name),
    encryption: sourced(encryption === undefined ? [] : [encryption], [
      ...face.header.origins,
      ...(cipher?.origins ?? []),
    ]),
    hashes: sourced(hashName === undefined ? [] : [hashName], hash?.origins ?? []),
    integrity: derived(ofHash === undefined ? [] : [{ ...ofHash.integrity }]),
    prfs: derived(ofHash === undefined ? [] : [{ ...ofHash.prf }]),
    dhGroups: sourced(group === undefined ? [] : [Number(GROUP_WORDS[word] ?? word)], group?.origins ?? []),
    authenticationMethod: sourced(methodName ?? 'pre-shared-key', method?.origins ?? []),
    lifetimeSeconds: readSeconds(lifetime, USUAL_LIFETIME),
  });
  for (const [directive, help] of MANDATORY) {
    if (face.one(directive) !== undefined || face.object.unreadable.length > 0) continue;
    context.fault(proposal, { ...missing(`"${directive}"`, face), help: `racoon says: ${help}` });
  }
  noteIdle(context, face, remote);
  return proposal;
}

/** A lifetime of the remote that every proposal has its own in place of; a length behind a hash. */
function noteIdle(context: LoweringContext, face: ProposalFace, remote: RemoteFace): void {
  const [own, common] = [face.one('lifetime'), remote.one('lifetime')];
  if (own !== undefined && common !== undefined) {
    const blocks = [...remote.object.children.values()].filter(({ view }) => view === proposalSection.view);
    if (blocks.every(({ slots }) => slots.has('lifetime'))) {
      const details = { what: 'proposals that all have a lifetime of their own' };
      context.reportOnce(diagnostic('TG119', details, originOf(common.origins)));
    }
  }
}
