/** Texts of a device (tmsh reference 1.8). */
const DOCUMENTED: Readonly<Record<string, string>> = {
  'all-properties': 'Display all properties for the specified items',
  '|': 'Route command output to a filter',
  '"{"': 'Optional delimiter',
  'peer-ip': 'Specifies the peer ip address of the security associations',
  'peer-name': 'Specifies the peer name of the security associations',
  'route-domain': 'Specifies route domain used for traffic. The default value is the default route domain.',
  'traffic-selector': 'Specifies the name of the traffic selector',
};

/** The project's own words where no text of a device is known: one for each kind of thing. */
const NEUTRAL = {
  option: 'Option',
  module: 'Module',
  component: 'Component',
  property: 'Property',
  value: 'Value',
  verb: 'Command',
} as const;
export type HelpKind = keyof typeof NEUTRAL;

/** Whether the text of a word is one of a device. */
export function isDocumented(word: string): boolean {
  return word in DOCUMENTED;
}

export function helpText(word: string, kind: HelpKind): string {
  return DOCUMENTED[word] ?? NEUTRAL[kind];
}
