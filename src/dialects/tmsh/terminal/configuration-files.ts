import type { Values } from '../../../../grammars/objects/object.ts';
import { readDocument } from '../../../../grammars/tmsh/document.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import { LineIndex } from '../../../text/lines.ts';
import type { Reply, SavedFile, TerminalHost } from '../../dialect-terminal.ts';
import { errorText } from './errors.ts';
import type { Outcome, Use } from './outcome.ts';
import { textOfUnread } from './refusal.ts';
import { refused } from './refused.ts';
import { CONFIGURATION_FOLDER, savedFiles, singleFile } from './saved-files.ts';

/** Where files are that are named without a path (tmsh reference 1.10). */
const SCF_FOLDER = '/var/local/scf/';

function pathOf(name: string): string {
  return name.startsWith('/') ? name : `${SCF_FOLDER}${name}`;
}

/** What a `load` is asked: `text` was pasted; nothing of both: what is saved. */
interface Asked {
  readonly isMerged: boolean;
  readonly isVerified: boolean;
  readonly isFactory: boolean;
  readonly file?: string;
  readonly text?: string;
}

/** `save sys config [ file F ] [ partitions … ]`. */
export function saveConfiguration(host: TerminalHost, profile: Profile, { file, partitions }: Values): Reply {
  if (typeof partitions === 'string' && partitions !== 'all' && partitions !== 'Common') {
    return refused('not-found', { object: `folder (/${partitions})` });
  }
  if (typeof file === 'string') {
    const path = pathOf(file);
    host.files.write({ name: path, text: singleFile(host, profile) });
    return { lines: ['Saving running configuration...', `  ${path}`] };
  }
  return {
    lines: [
      'Saving running configuration...',
      ...host.save().map(({ name }) => `  ${CONFIGURATION_FOLDER}${name}`),
      'Saving Ethernet mapping...done',
    ],
  };
}

/** `load sys config [ merge ] [ file F | from-terminal ] [ verify ] [ default ]` (tmsh reference 1.10): a person is asked first. */
export function loadAsked(host: TerminalHost, profile: Profile, values: Values, use: Use): Outcome {
  const options = new Set([values['options'] ?? []].flat());
  const { file } = values;
  const asked = {
    isMerged: options.has('merge'),
    isVerified: options.has('verify'),
    isFactory: options.has('default'),
    ...(typeof file === 'string' ? { file } : {}),
  };
  const load = (text?: string): Reply =>
    loadConfiguration(host, profile, { ...asked, ...(text === undefined ? {} : { text }) });
  if (options.has('from-terminal')) return { greeting: FROM_TERMINAL, load };
  if (asked.isMerged || asked.isVerified || use === 'one-shot') return load();
  return { question: asked.isFactory ? RESET_QUESTION : REPLACE_QUESTION, answer: load };
}
const FROM_TERMINAL = 'Enter configuration. Press CTRL-D to submit or CTRL-C to cancel.';
const REPLACE_QUESTION = 'Replace the running configuration? (y/n) ';
const RESET_QUESTION = 'Reset the system configuration to factory defaults? (y/n) ';

/** Loads what was asked, or says what is wrong with it: then nothing is changed. */
function loadConfiguration(host: TerminalHost, profile: Profile, asked: Asked): Reply {
  const files = filesAsked(host, asked);
  if (files === undefined) return refused('not-found', { object: `file (${pathOf(asked.file ?? '')})` });
  const shown = asked.text === undefined ? files.map(({ name }) => `  ${name}`) : [];
  const title = asked.isVerified ? 'Validating system configuration...' : 'Loading configuration...';
  const problem = problemIn(files, profile);
  if (problem !== undefined) return failure([title, ...shown, problem]);
  if (asked.isVerified) return { lines: [title, ...shown] };
  const standing = asked.isMerged ? savedFiles(host, profile) : [];
  const loaded = host.load(asked.isMerged ? merged(standing, files) : files.map(withoutFolder));
  return loaded === undefined ? failure([title, ...shown]) : { lines: [title, ...shown] };
}

function failure(lines: readonly string[]): Reply {
  return { lines: [...lines, errorText('load-failed', {})], refused: true };
}

/** Nothing: there is no such file. */
function filesAsked(host: TerminalHost, { isFactory, file, text }: Asked): readonly SavedFile[] | undefined {
  if (text !== undefined) return [{ name: 'terminal', text }];
  if (isFactory) return [];
  const saved = host
    .saved()
    .map((each) => ({ ...each, name: `${CONFIGURATION_FOLDER}${baseName(each.name)}` }));
  if (file === undefined) return saved;
  const path = pathOf(file);
  const found = host.files.read(path) ?? saved.find(({ name }) => name === path)?.text;
  return found === undefined ? undefined : [{ name: path, text: found }];
}

function baseName(name: string): string {
  return name.replace(/^.*\//, '');
}
function withoutFolder({ name, text }: SavedFile): SavedFile {
  return { name: baseName(name), text };
}

/** What stands, and behind it what is merged: an object that both have gets the properties of the second. */
function merged(standing: readonly SavedFile[], files: readonly SavedFile[]): readonly SavedFile[] {
  const text = files.map((file) => file.text).join('\n');
  return [...standing, { name: 'merged.conf', text }];
}

/** The first statement that tmsh does not take, with its file and line (tmsh reference 1.11). */
function problemIn(files: readonly SavedFile[], profile: Profile): string | undefined {
  for (const { name, text } of files) {
    for (const statement of readDocument(text, profile).statements) {
      const said = textOfUnread(statement);
      if (said === undefined) continue;
      const line = String(new LineIndex(text).line(statement.start));
      return errorText('in-file', { file: name, line, text: said.replace(/^Syntax Error: /, '') });
    }
  }
  return undefined;
}
