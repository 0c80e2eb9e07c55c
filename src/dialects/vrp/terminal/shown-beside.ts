import { ObjectReader } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { system } from '../../../../grammars/vrp/chapters/system.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { ShownBeside } from '../../dialect-terminal.ts';
import { BUILT_IN_PROPOSALS } from '../built-in-proposals.ts';

/** The proposals that a device has of itself, and its global settings. */
export function shownBeside(
  running: ConfigurationObject,
  { ike, ikeProposals }: Pick<Gateway, 'ike' | 'ikeProposals'>,
  profile: Profile,
): ShownBeside {
  const face = new ObjectReader(table.model, profile, new Set()).face(system, running);
  const seconds = face.one('globalDurationTime')?.number('seconds');
  const kilobytes = Number(face.one('globalDurationTraffic')?.text('kilobytes') ?? 0);
  const mode = face.one('ikeDpdType')?.text('type');
  const configured = new Set(ikeProposals.map(({ name }) => name));
  return {
    ikeProposals: BUILT_IN_PROPOSALS[profile].filter(({ name }) => !configured.has(name)),
    settings: {
      ...ike,
      childLifetime: { kilobytes, ...(seconds === undefined ? {} : { seconds }) },
      childSasDependOnIkeSa: face.one('sharedPhases')?.negated === false,
      ...(mode === 'periodic' || mode === 'on-demand' ? { dpdMode: mode } : {}),
    },
  };
}
