/** A stretch of a text, by offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}
/** What was typed at a terminal and what the device printed, told apart. */
export interface Session {
  /** The text with blanks for all that is no command; every command is at its offset, in a line of its own. */
  readonly commands: string;
  /** Lines that the device printed and that are no configuration, without their blanks. */
  readonly printed: readonly Stretch[];
}

/**
 * `<Huawei>`, `[AR651-ike-peer-x]`, `[~HUAWEI]`, `HRP_M[FW]` (`reference/vrp.md` 1.1); some documents print a blank
 * behind it.
 */
const PROMPT = /^[ \t]*(?:HRP_[MS])?(?:<[^\s<>]{1,128} ?>|\[[~*]?[^\s[\]]{1,128}\])[ \t]*/;
/** `---- More ----`, and what erases it behind a key (1.7). */
const PAGER =
  /[ \t]*---- ?More ?----[ \t]*(?:(?:[^\P{Cc}\s](?:\[\d+D)?)+[ \t]*(?:[^\P{Cc}\s](?:\[\d+D)?)+)?/gu;
/** What USG and NE routers print before an output (1.7). */
const TIME_STAMP =
  /^[ \t]*(?:\d{4}[-/]\d\d[-/]\d\d[ \t]+\d\d:\d\d:\d\d(?:\.\d+)?(?:[ \t]*[-+]\d\d:\d\d)?|\d\d:\d\d:\d\d[ \t]+\d{4}\/\d\d\/\d\d)[ \t\r]*$/;
/** Answers of a device (1.5, 1.6), and the caret under what it refuses. */
const ANSWER = /^[ \t]*(?:\^[ \t\r]*$|(?:Error|Info|Warning)(?:\[\d+\])?:|Enter system view, return)/;
/** Displays whose output is a configuration. */
const OF_CONFIGURATION: readonly string[] = ['current-configuration', 'saved-configuration', 'this'];
const HINT = /^[ \t]*(?:HRP_[MS])?[<[]\S|---- ?More ?----|^[ \t]*\d\d[\d:]*[-/:]\d\d/m;

/** Tells what a capture of a terminal adds to a configuration. Any other text is all commands. */
export function readSession(text: string): Session {
  if (!HINT.test(text)) return { commands: text, printed: [] };
  const printed: Stretch[] = [];
  const lines = text.replace(PAGER, blankLine).split('\n');
  let isSession = false;
  let isOutput = false;
  let start = 0;
  const commands = lines.map((line) => {
    const at = start;
    start += line.length + 1;
    const prompt = PROMPT.exec(line)?.[0];
    if (prompt !== undefined) {
      const command = line.slice(prompt.length);
      isSession = isSession || command.trim() !== '';
      isOutput = isDisplay(command);
      return blankLine(prompt) + command;
    }
    if (TIME_STAMP.test(line)) return blank(line);
    if (!isOutput && !(isSession && ANSWER.test(line))) return line;
    const words = line.trim();
    const first = line.length - line.trimStart().length;
    if (words !== '') printed.push({ start: at + first, end: at + first + words.length });
    return blank(line);
  });
  return { commands: commands.join('\n'), printed };
}

/** Whether a command's output is no configuration. */
function isDisplay(command: string): boolean {
  const [verb = '', what = ''] = command.trim().split(/[ \t]+/);
  if (verb.length < 3 || !'display'.startsWith(verb.toLowerCase())) return false;
  const typed = what.toLowerCase();
  return typed.length < 2 || !OF_CONFIGURATION.some((word) => word.startsWith(typed));
}

/** As long as the text; what follows begins a line, so that its indentation is its own. */
function blankLine(text: string): string {
  return text === '' ? '' : `${' '.repeat(text.length - 1)}\n`;
}
function blank(line: string): string {
  return line.replace(/[^\r]/g, ' ');
}

/** Commands that go to another view, in full or cut short. */
export function moveOf(words: readonly string[]): 'quit' | 'return' | 'system-view' | undefined {
  if (words.length !== 1) return undefined;
  const typed = words[0]?.toLowerCase() ?? '';
  if (typed === '') return undefined;
  if ('quit'.startsWith(typed)) return 'quit';
  if (typed === 'return') return 'return';
  return typed.length > 1 && 'system-view'.startsWith(typed) ? 'system-view' : undefined;
}

/** Commands of a session that configure nothing. */
const OF_SESSION: ReadonlySet<string> = new Set([
  'clear',
  'commit',
  'debugging',
  'display',
  'ping',
  'reset',
  'run',
  'save',
  'screen-length',
  'terminal',
  'tracert',
]);

/** Whether a command belongs to the session and not to the configuration: it changes no view. */
export function isSessionCommand(words: readonly string[]): boolean {
  const [first = '', second = ''] = words.map((word) => word.toLowerCase());
  const isCut = first.length > 2 && ['display', 'reset'].some((word) => word.startsWith(first));
  return isCut || OF_SESSION.has(first === 'undo' ? second : first);
}
