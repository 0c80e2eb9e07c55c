import { type LintRule, rule, type Subject, type Wrong } from './rule.ts';

type Named = Subject & { readonly object: { readonly name: string } };

/** TG115: written, and no policy leads to it. */
function unused(what: string, path: string): LintRule<Named> {
  return rule({
    path,
    code: 'TG115',
    severity: 'note',
    advice: 'remove it, or use it',
    writtenOnly: true,
    when: ({ object, usedBy }: Named): readonly Wrong<'TG115'>[] =>
      usedBy.length === 0 ? [{ details: { object: what, name: object.name } }] : [],
  });
}

export const UNUSED_PEER = unused('peer', 'peers.name');
export const UNUSED_IKE_PROPOSAL = unused('ike proposal', 'ikeProposals.name');
export const UNUSED_IPSEC_PROPOSAL = unused('ipsec proposal', 'ipsecProposals.name');
