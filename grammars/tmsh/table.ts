import { ObjectModel, type SlotModel, type ViewModel } from '../objects/model.ts';
import {
  ikeDaemon,
  ikePeer,
  ipsecPolicy,
  manualSecurityAssociation,
  trafficSelector,
} from './schema/ipsec.ts';
import { databaseKey, globalSettings, route, routeDomain, self, virtual } from './schema/network.ts';
import { type Component, PROFILES, type Property } from './schema/property.ts';
import { tunnel, tunnelProfile } from './schema/tunnels.ts';

/** The view of the root: what stands at the top of a file. */
export const ROOT = 'tmos';

/** Components in the order of a saved file: modules by name, in a module its components, then its sub-modules. */
export const COMPONENTS: readonly Component[] = [
  virtual,
  route,
  routeDomain,
  self,
  ikeDaemon,
  ikePeer,
  ipsecPolicy,
  manualSecurityAssociation,
  trafficSelector,
  tunnelProfile,
  tunnel,
  databaseKey,
  globalSettings,
];

const byName: ReadonlyMap<string, Component> = new Map(
  COMPONENTS.map((component) => [component.name, component]),
);

export function componentNamed(name: string): Component | undefined {
  return byName.get(name);
}

/** The schema as the objects step knows it: a component is a view, a property is a slot. */
export const model = new ObjectModel([
  { view: ROOT, slots: COMPONENTS.map(componentSlot) },
  ...COMPONENTS.map(componentView),
]);

function componentSlot({ name }: Component): SlotModel {
  return {
    slot: name,
    holds: 'one',
    enters: [name],
    listed: 'by-name',
    undoable: true,
    defaults: {},
    alwaysListed: [],
  };
}

function componentView({ name, properties }: Component): ViewModel {
  const slots = Object.entries(properties).map(([slot, property]) => propertySlot(slot, property));
  return { view: name, slots: slots.toSorted((left, right) => (left.slot < right.slot ? -1 : 1)) };
}

function propertySlot(slot: string, property: Property): SlotModel {
  const { type } = property;
  const target = type.kind === 'reference' || type.kind === 'list' ? type.to : undefined;
  return {
    slot,
    holds: 'one',
    undoable: true,
    defaults: Object.fromEntries(PROFILES.map((profile) => [profile, defaultOf(property)])),
    alwaysListed: property.alwaysListed === true ? PROFILES : [],
    ...(target === undefined ? {} : { refersTo: { views: [target], value: 'value' } }),
  };
}

function defaultOf({ type, default: given }: Property): SlotModel['defaults'][string] {
  if (given === undefined) return [];
  const value = type.kind === 'list' ? (given === 'none' ? [] : given.split(' ')) : given;
  return [{ operator: 'set', values: { value } }];
}
