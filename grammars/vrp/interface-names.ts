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

/** `g0/0/1`, `int lo0`: the name with its kind in full (`reference/vrp.md` 1.3). A kind in full stays as it is typed. */
export function interfaceInFull(name: string): string {
  const [, typed = '', number = ''] = /^([A-Za-z-]+)[ \t]*(\d[\d/.:]*)$/.exec(name) ?? [];
  const kind = KINDS.find((candidate) => candidate.toLowerCase().startsWith(typed.toLowerCase()));
  if (typed === '' || kind === undefined || kind.length === typed.length) return name;
  return `${kind}${number}`;
}
