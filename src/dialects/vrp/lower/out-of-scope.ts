import type { CommandTable } from '../../../../grammars/notation/command-table.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Read } from '../../dialect.ts';
import type { LoweringContext } from './context.ts';

/** Views and commands that belong to IPsec only where something of IPsec refers to them. */
const SHARED_VIEWS: ReadonlySet<string> = new Set([
  'acl-advanced',
  'acl6-advanced',
  'acl-basic',
  'interface',
]);
const SHARED_SLOTS: ReadonlySet<string> = new Set([
  'acl',
  'namedAcl',
  'acl6',
  'namedAcl6',
  'basicAcl',
  'namedBasicAcl',
  'interface',
  'routeStatic',
  'routeStatic6',
]);

/** Lines of an interface that were looked at for an address, which may have been found elsewhere. */
const EVIDENCE_SLOTS: ReadonlySet<string> = new Set(['address', 'address6', 'unnumbered']);

/**
 * Lines that parsed, or could not be read, and that no part of IPsec needs: an interface without a binding, the
 * ACL of a NAT, a route elsewhere, every line of another feature.
 */
export function noteOutOfScope(
  context: LoweringContext,
  read: Read,
  table: CommandTable,
  carried: ReadonlySet<Origin>,
): void {
  const named = new Set([
    ...read.operations.flatMap(({ origins }) => origins),
    ...[...read.diagnostics, ...context.diagnostics].flatMap(({ origin, status, severity }) =>
      origin !== undefined && (status !== undefined || severity === 'error') ? origin : [],
    ),
  ]);
  read.statements.forEach(({ view, row }, origin) => {
    if (named.has(origin)) return;
    const slot = row === undefined ? undefined : table.rows[row]?.slot;
    const isEvidence =
      slot !== undefined && (view === 'interface' ? EVIDENCE_SLOTS.has(slot) : slot === 'interface');
    if (context.used.has(origin) && (carried.has(origin) || !isEvidence)) return;
    const isShared =
      SHARED_VIEWS.has(view) || (view === 'system' && slot !== undefined && SHARED_SLOTS.has(slot));
    if (slot === undefined || isShared) context.report(diagnostic('TG104', {}, { origin }));
  });
}
