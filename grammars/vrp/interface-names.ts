/** Kinds of interfaces of AR, USG and NE devices; of an abbreviation the first one counts that it can mean. */
const KINDS = [
  'GigabitEthernet',
  'Ethernet',
  'Eth-Trunk',
  'LoopBack',
  'Tunnel',
  'Vlanif',
  'Dialer',
  'Virtual-Template',
  'Virtual-if',
  'XGigabitEthernet',
  'Serial',
  'Cellular',
  'NULL',
] as const;

/** A line with the kind and the number of an interface as one word: `source Tunnel 10`; none: it has no such words. */
export function withJoinedInterface(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex(
    (word, index) =>
      /^[A-Za-z-]+$/.test(word) && /^\d[\d/.:]*$/.test(words[index + 1] ?? '') && kindOf(word) !== undefined,
  );
  if (at === -1) return undefined;
  const name = interfaceInFull(`${words[at] ?? ''}${words[at + 1] ?? ''}`);
  return [...words.slice(0, at), name, ...words.slice(at + 2)];
}

function kindOf(typed: string): string | undefined {
  return KINDS.find((kind) => kind.toLowerCase().startsWith(typed.toLowerCase()));
}

/** `g0/0/1`, `int lo0`: the name with its kind in full (`reference/vrp.md` 1.3). A kind in full stays as it is typed. */
export function interfaceInFull(name: string): string {
  const [, typed = '', number = ''] = /^([A-Za-z-]+)[ \t]*(\d[\d/.:]*)$/.exec(name) ?? [];
  const kind = kindOf(typed);
  if (typed === '' || kind === undefined || kind.length === typed.length) return name;
  return `${kind}${number}`;
}

/** The name as a device has it: its kind in full and in the device's letter case, no blank before the number. */
export function interfaceOfDevice(name: string): string {
  const [, typed = '', number = ''] = /^([A-Za-z-]+)[ \t]*(\d[\d/.:]*)$/.exec(name) ?? [];
  const kind = kindOf(typed);
  return typed === '' || kind === undefined ? name : `${kind}${number}`;
}
