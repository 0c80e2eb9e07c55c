import type { Component } from '../../../grammars/tmsh/schema/property.ts';
import { COMPONENTS } from '../../../grammars/tmsh/table.ts';
import type { Row } from '../dialect.ts';

interface SchemaRow extends Row {
  readonly component: string;
  /** Absent: the header. */
  readonly property?: string;
}

/** The schema as rows: each component's header and each of its properties. */
export const rows: readonly SchemaRow[] = COMPONENTS.flatMap(rowsOf);

function rowsOf({ name, properties }: Component): readonly SchemaRow[] {
  return [
    { component: name, line: `${name} <name>` },
    ...Object.entries(properties).map(([property, { unread }]) => ({
      component: name,
      property,
      line: `${name} ${property}`,
      ...(unread === undefined ? {} : { unread }),
    })),
  ];
}

/** By component and property; a header has no property. */
const indexes: ReadonlyMap<string, ReadonlyMap<string | undefined, number>> = new Map(
  COMPONENTS.map(({ name }) => [
    name,
    new Map(rows.flatMap((row, index) => (row.component === name ? [[row.property, index]] : []))),
  ]),
);

export function rowIndex(component: string, property?: string): number | undefined {
  return indexes.get(component)?.get(property);
}
