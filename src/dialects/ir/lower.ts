import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { IrDocument } from '../../ir/document.ts';
import { Findings } from '../../ir/findings.ts';
import { EMPTY_GATEWAY, type Gateway } from '../../ir/gateway.ts';
import type { Lowered } from '../../ir/lowered.ts';
import { allOrigins, originsOf, withMembers } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { checkGateway } from './check.ts';
import type { ReadDocument } from './read.ts';

/** The gateway of a document; its members are the statements. */
export function lower(read: Read): Lowered {
  const findings = new Findings();
  const document = 'document' in read ? asReadDocument(read) : undefined;
  const gateway = document?.document?.gateway;
  for (const [object, members] of document?.members ?? []) findings.origins.set(object, members);
  if (gateway === undefined) {
    const { operations } = document?.document ?? {};
    if (document?.document !== undefined && operations === undefined) {
      findings.report(diagnostic('TG106', { what: '"gateway"' }));
    }
    noteOutside(findings, document);
    return { ...resultOf(findings), gateway: EMPTY_GATEWAY };
  }
  for (const [object, member, problem] of checkGateway(gateway)) {
    const [origin] = originsOf(findings.origins, object, member);
    findings.fault(object, located(problem, origin));
  }
  noteOutside(findings, document);
  noteEmptyLists(findings, gateway);
  for (const origin of read.statements.keys()) findings.used.add(origin);
  const routes = gateway.routes.filter((route) => !findings.faulty.has(route));
  noteLostRoutes(findings, gateway);
  return {
    ...resultOf(findings),
    gateway:
      routes.length === gateway.routes.length ? gateway : withMembers(findings.origins, gateway, { routes }),
  };
}

function resultOf({ origins, used, diagnostics, faulty }: Findings): Omit<Lowered, 'gateway'> {
  return { origins, used, diagnostics, faulty };
}

function located(problem: Diagnostic, origin: number | undefined): Diagnostic {
  return origin === undefined || origin < 0 ? problem : { ...problem, origin };
}

/** Members of the document beside the gateway: the version and the origins say nothing; others are not translated. */
function noteOutside(findings: Findings, document: ReadDocument | undefined): void {
  const root: IrDocument | undefined = document?.document;
  const own = root === undefined ? undefined : document?.members.get(root);
  for (const [member, origins] of Object.entries(own ?? {})) {
    if (member === 'gateway' || member === 'operations') continue;
    const isTrivia = member === 'ir' || member === 'origins';
    const advice = `"${member}" is no part of a configuration`;
    for (const origin of origins) {
      findings.report(
        isTrivia
          ? diagnostic('TG104', {}, { origin })
          : diagnostic('TG269', { target: 'a configuration', advice }, { origin }),
      );
    }
  }
}

/** What else a route says that is left out for an error. */
function noteLostRoutes(findings: Findings, { routes }: Gateway): void {
  for (const route of routes) {
    const found = findings.faulty.get(route) ?? [];
    const blamed = new Set(found.map(({ origin }) => origin));
    for (const origin of found.length === 0 ? [] : allOrigins(findings.origins, route)) {
      if (!blamed.has(origin)) findings.report(diagnostic('TG209', { cause: 'its route' }, { origin }));
    }
  }
}

/** Lists that say nothing by being empty: no route, no binding. Others mean something (no PFS). */
function noteEmptyLists(findings: Findings, gateway: Gateway): void {
  const { interfaces, routes, ikeProposals, peers, ipsecProposals, policies } = gateway;
  const lists: readonly (readonly [object, string, readonly unknown[]])[] = [
    ...Object.entries({ interfaces, routes, ikeProposals, peers, ipsecProposals, policies }).map(
      ([name, list]) => [gateway, name, list] as const,
    ),
    ...policies.map((policy) => [policy, 'interfaces', policy.interfaces] as const),
  ];
  for (const [object, member, list] of lists) {
    if (list.length > 0) continue;
    for (const origin of originsOf(findings.origins, object, member)) {
      const details = { what: `an empty "${member}"`, where: 'a configuration', value: 'it' };
      findings.report(diagnostic('TG100', details, { origin }));
    }
  }
}

function asReadDocument(read: Read): ReadDocument | undefined {
  return isReadDocument(read) ? read : undefined;
}
function isReadDocument(read: Read): read is ReadDocument {
  return 'document' in read && 'members' in read;
}
