const COMMAND = /^([ \t]*)#(?=[ \t]+(?:\S*\/)?(?:tmsh|racoonctl)[ \t])/gm;
const SESSION = /^\s*#[ \t]+(?:\S*\/)?(?:tmsh|racoonctl)[ \t]/;

/**
 * A text that begins with a command behind `# ` is a session of root: there it is the prompt, anywhere else a comment. The text
 * stays as long as it is.
 */
export function withoutRootPrompts(text: string): string {
  return SESSION.test(text) ? text.replaceAll(COMMAND, '$1 ') : text;
}
