/** A name that is not taken yet, which is taken from now on: the wanted one, else with the first free number behind it. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let turn = 2; taken.has(name); turn++) name = `${wanted}-${turn}`;
  taken.add(name);
  return name;
}
