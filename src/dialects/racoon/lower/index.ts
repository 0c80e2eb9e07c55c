import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import {
  remote as remoteSection,
  sainfo as sainfoSection,
} from '../../../../grammars/racoon/schema/phases.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { Lowered } from '../../../ir/lowered.ts';
import { assemble, derived } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import type { Read } from '../../dialect.ts';
import { LoweringContext, originOf } from './context.ts';
import { type Draft, draftPolicies, draftUnwritten } from './drafts.ts';
import { Keys } from './keys.ts';
import { ManualKeys } from './manual.ts';
import { pairEntries } from './pairs.ts';
import { lowerPolicies } from './policies.ts';
import { isAnonymous, type LoweredRemote, lowerRemote } from './remote.ts';
import { lowerSainfo } from './sainfo.ts';
import { lowerSettings, onlyListenAddress } from './settings.ts';
import { runCommands } from './spd.ts';
import { readStack } from './stack.ts';

/** Objects → IR (`translation.md` 1.3, racoon). */
export function lower(read: Read): Lowered {
  const context = new LoweringContext(read);
  const keys = new Keys(context);
  const ike = lowerSettings(context);
  const sainfos = context.objects(sainfoSection).map((object) => lowerSainfo(context, object));
  const setkey = runCommands(context);
  const manual = new ManualKeys(context, setkey.sas);
  const pairs = pairEntries(context, setkey.entries);
  const negotiated = pairs
    .filter(({ entry }) => entry.action === 'ipsec')
    .map((pair) => readStack(context, pair))
    .filter((stack) => manual.suiteOf(stack) === undefined);
  const ends = new Set(negotiated.flatMap(({ remote }) => remote ?? []));
  const remotes = lowerRemotes(context, keys, ends);
  const written = draftPolicies(context, pairs, remotes, sainfos, (stack) => manual.suiteOf(stack));
  const reached = new Set(written.flatMap((draft) => draft.sainfos));
  const listening = onlyListenAddress(ike);
  const unwritten = draftUnwritten(context, remotes, sainfos, reached, setkey.isThere, listening);
  const drafts = [...written, ...unwritten];
  const { policies, ipsecProposals } = lowerPolicies(context, drafts);
  const gateway = assemble<Gateway>(context.origins, {
    ike: derived(ike),
    interfaces: derived([]),
    routes: derived([]),
    ikeProposals: derived(remotes.flatMap(({ proposals }) => proposals)),
    peers: derived(remotes.map(({ peer }) => peer)),
    ipsecProposals: derived(ipsecProposals),
    policies: derived(policies),
    manualSas: derived(manual.lower(drafts, policies)),
  });
  keys.noteUnused();
  noteUnreached(context, remotes, drafts);
  notePaths(context, keys);
  const { origins, used, diagnostics, faulty } = context;
  return { gateway, origins, used, diagnostics, faulty };
}

/**
 * In the order of the file; who has an address of its own takes its key first. An anonymous remote is the peer at each
 * far end of the SPD that no other remote has; beyond these it serves nobody, unless it makes policies.
 */
function lowerRemotes(
  context: LoweringContext,
  keys: Keys,
  ends: ReadonlySet<Address>,
): readonly LoweredRemote[] {
  const taken = new Set<string>();
  const objects = context.objects(remoteSection);
  const lowered = new Map<ConfigurationObject, readonly LoweredRemote[]>();
  const named = objects.filter((object) => !isAnonymous(object));
  for (const object of named) lowered.set(object, [lowerRemote(context, object, keys, taken)]);
  const known = new Set([...lowered.values()].flat().flatMap(({ peer }) => addressesOf(peer)));
  let free = [...ends].filter((address) => !known.has(address));
  for (const object of objects.filter(isAnonymous)) {
    const peers = free.map((address) => lowerRemote(context, object, keys, taken, address));
    free = [];
    const servesOthers = peers.length === 0 || object.slots.has('generate_policy');
    const others = servesOthers ? [lowerRemote(context, object, keys, taken)] : [];
    lowered.set(object, [...peers, ...others]);
  }
  return objects.flatMap((object) => lowered.get(object) ?? []);
}

function addressesOf({ remote }: Peer): readonly Address[] {
  return remote.flatMap((entry) => ('address' in entry ? entry.address : []));
}

/** A remote that no policy uses: what it says of policies has no effect. */
function noteUnreached(
  context: LoweringContext,
  remotes: readonly LoweredRemote[],
  drafts: readonly Draft[],
): void {
  const used = new Set(drafts.map(({ remote }) => remote));
  for (const remote of remotes) {
    if (used.has(remote)) continue;
    context.report(
      diagnostic('TG115', { object: 'remote', name: remote.peer.name }, originOf(remote.header.origins)),
    );
    for (const { origins } of [remote.passive, { origins: remote.generates?.origins ?? [] }]) {
      const { origin } = originOf(origins);
      if (origin === undefined) continue;
      context.reportOnce(diagnostic('TG119', { what: 'a remote without a tunnel' }, { origin }));
    }
  }
}

/** The files that `path` names are read with this one, or belong to the daemon. */
function notePaths(context: LoweringContext, keys: Keys): void {
  for (const { entry, origin } of context.root.slots.get('path') ?? []) {
    context.used.add(origin);
    const found =
      entry === 'pre_shared_key' && keys.isThere
        ? diagnostic('TG273', { file: 'psk.txt, which is read' }, { origin })
        : diagnostic(
            'TG100',
            { what: `"path ${entry ?? ''}"`, where: 'another device', value: 'its own places' },
            { origin },
          );
    context.report(found);
  }
  for (const { origin } of context.root.slots.get('include') ?? []) context.used.add(origin);
}
