import type { Dialect } from './dialect.ts';
import { ir } from './ir/index.ts';
import { racoon } from './racoon/index.ts';
import { tmsh } from './tmsh/index.ts';
import { vrp } from './vrp/index.ts';

/** Every dialect. Adding one is a folder in `grammars/`, one beside this file, and a name here. */
export const dialects: readonly Dialect[] = [vrp, tmsh, racoon, ir];

export function dialectNamed(name: string): Dialect | undefined {
  return dialects.find((dialect) => dialect.name === name);
}
