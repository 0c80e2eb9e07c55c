import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { databaseKey } from '../../../../grammars/tmsh/schema/network.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { LoweringContext } from './context.ts';

export const DEFAULT_POLICY = '/Common/default-ipsec-policy';

/** Objects that every device has (tmsh reference 2.2 to 2.4): files have them only where somebody touched them. */
const FACTORY_OBJECTS: ReadonlySet<string> = new Set([
  'net ipsec ike-peer /Common/anonymous',
  `net ipsec ipsec-policy ${DEFAULT_POLICY}`,
  'net ipsec ipsec-policy /Common/default-ipsec-policy-interface',
  'net ipsec ipsec-policy /Common/default-ipsec-policy-isession',
  'net ipsec traffic-selector /Common/default-traffic-selector-interface',
]);

export function isFactoryObject({ view, key }: Pick<ConfigurationObject, 'view' | 'key'>): boolean {
  return view === databaseKey.name || FACTORY_OBJECTS.has(`${view} ${key}`);
}

/** The names, without their folder, that a component has from the factory. */
export function factoryNames(component: string): readonly string[] {
  const start = `${component} /Common/`;
  return [...FACTORY_OBJECTS].flatMap((object) =>
    object.startsWith(start) ? object.slice(start.length) : [],
  );
}

/** The factory's peer is switched off; one that somebody has switched on answers whoever comes (`translation.md` 5.2). */
export function isIdleFactoryObject(object: ConfigurationObject): boolean {
  const isOn = object.slots.get('state')?.at(-1)?.values['value'] === 'enabled';
  return isFactoryObject(object) && !isOn;
}

/** Says of each statement of a factory object that nothing uses that it is not translated. */
export function noteFactoryObject(context: LoweringContext, object: ConfigurationObject): void {
  for (const origin of statementsOf(object)) {
    if (context.used.has(origin)) continue;
    context.used.add(origin);
    context.report(diagnostic('TG117', {}, { origin }));
  }
}

/** The statements of an object. */
export function statementsOf({ headers, slots }: ConfigurationObject): readonly number[] {
  return [...headers, ...[...slots.values()].flat()].flatMap(({ origin, earlier = [] }) => [
    origin,
    ...earlier,
  ]);
}
