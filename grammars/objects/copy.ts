import { type ConfigurationObject } from './object.ts';

/** A configuration that can be changed without changing the other. Statements are shared: they never change. */
export function copyObject(object: ConfigurationObject, parent?: ConfigurationObject): ConfigurationObject {
  const copy: ConfigurationObject = {
    view: object.view,
    key: object.key,
    ...(parent === undefined ? {} : { parent }),
    headers: [...object.headers],
    slots: new Map([...object.slots].map(([slot, assignments]) => [slot, [...assignments]])),
    children: new Map(),
    unreadable: [...object.unreadable],
  };
  for (const [key, child] of object.children) copy.children.set(key, copyObject(child, copy));
  return copy;
}
