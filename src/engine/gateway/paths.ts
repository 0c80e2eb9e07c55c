import type { Address } from '../../ir/scalars.ts';
import { Path } from './records.ts';

/** The paths of a gateway, by its own address, then by the other end's. */
export class Paths {
  private readonly byLocal = new Map<Address, PathsFrom>();

  find(local: Address, remote: Address): Path | undefined {
    return this.byLocal.get(local)?.find(remote);
  }
  /** The path, made at first sight. */
  between(local: Address, remote: Address): Path {
    let from = this.byLocal.get(local);
    if (from === undefined) this.byLocal.set(local, (from = new PathsFrom()));
    let path = from.find(remote);
    if (path === undefined) from.add((path = new Path(local, remote)));
    return path;
  }
  /** From these own addresses, in their order; none: from every one, in the order in which they were first used. */
  to(remote: Address, locals: readonly Address[]): readonly Path[] {
    const found: Path[] = [];
    for (const local of locals.length > 0 ? locals : this.byLocal.keys()) {
      const path = this.find(local, remote);
      if (path !== undefined) found.push(path);
    }
    return found;
  }
  *all(): Generator<Path> {
    for (const from of this.byLocal.values()) yield* from.all();
  }
  delete(path: Path): void {
    this.byLocal.get(path.local)?.delete(path);
  }
}

/** Paths from one address. Where there is only one, it needs no table: a gateway may have an address for each peer. */
export class PathsFrom {
  private only: Path | null = null;
  private others: Map<Address, Path> | null = null;

  find(remote: Address): Path | undefined {
    if (this.only?.remote === remote) return this.only;
    return this.others?.get(remote);
  }
  add(path: Path): void {
    if (this.only === null) this.only = path;
    else (this.others ??= new Map()).set(path.remote, path);
  }
  delete(path: Path): void {
    if (this.only === path) this.only = null;
    else this.others?.delete(path.remote);
  }
  *all(): Generator<Path> {
    if (this.only !== null) yield this.only;
    if (this.others !== null) yield* this.others.values();
  }
}
