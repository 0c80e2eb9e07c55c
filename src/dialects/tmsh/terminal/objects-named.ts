import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { OBJECT_NOUNS } from './errors.ts';
import { nameMatcher } from './list.ts';

/** What a `list` asks: a module or a component, and what is in it. */
interface Asked {
  readonly path: readonly string[];
  readonly name?: string;
  readonly options: readonly string[];
}

/** The objects that are meant; `missing`: what one is called that was named and is not there. */
export function objectsNamed(
  all: ConfigurationObject,
  { path, name, options }: Asked,
  folder: string,
): { readonly objects: readonly ConfigurationObject[] } | { readonly missing: string } {
  const component = path.join(' ');
  const isNamed = name === undefined ? undefined : nameMatcher(name, folder);
  const isRecursive = options.includes('recursive') || path.length === 0;
  const isIn = (view: string): boolean => {
    if (view === component || path.length === 0) return true;
    if (!view.startsWith(`${component} `)) return false;
    return isRecursive || view.split(' ').length === path.length + 1;
  };
  const objects = [...all.children.values()].filter(
    ({ view, key }) =>
      isIn(view) && (isNamed === undefined || isNamed(key) || (component === 'sys db' && key === name)),
  );
  if (objects.length > 0 || name === undefined || /^@|[*?]/.test(name)) return { objects };
  const noun = OBJECT_NOUNS[component] ?? path.at(-1) ?? component;
  return { missing: `${noun} (${fullName(name, folder)})` };
}
