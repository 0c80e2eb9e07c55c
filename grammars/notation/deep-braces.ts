import type { IToken, TokenType } from 'chevrotain';

/**
 * Braces deeper than this are one token. Parsers descend with the braces, and no block that any grammar knows is in more
 * than eight pairs; the rest is for blocks that are never closed, each of which puts the next one deeper.
 */
const DEEPEST = 64;

/** Types of the braces of a grammar, and of what takes the place of those too deep to hold anything known. */
export interface BraceTypes {
  readonly LeftBrace: TokenType;
  readonly RightBrace: TokenType;
  readonly DeepBlock: TokenType;
}

/** Tokens with each pair of braces that is too deep, and all that stands in it, as one token; without its partner to the end. */
export function foldDeep(tokens: IToken[], text: string, types: BraceTypes): IToken[] {
  const { LeftBrace, RightBrace, DeepBlock } = types;
  if (depthOf(tokens, types) <= DEEPEST) return tokens;
  const folded: IToken[] = [];
  let depth = 0;
  let opened: IToken | undefined;
  const close = (end: number): void => {
    if (opened === undefined) return;
    const image = text.slice(opened.startOffset, end);
    folded.push({ ...opened, image, tokenType: DeepBlock, tokenTypeIdx: DeepBlock.tokenTypeIdx ?? 0 });
    opened = undefined;
  };
  for (const token of tokens) {
    if (token.tokenType === LeftBrace) depth += 1;
    if (depth <= DEEPEST) folded.push(token);
    else opened ??= token;
    if (token.tokenType !== RightBrace || depth === 0) continue;
    depth -= 1;
    if (depth === DEEPEST) close(token.startOffset + token.image.length);
  }
  const last = tokens.at(-1);
  if (last !== undefined) close(last.startOffset + last.image.length);
  return folded;
}

function depthOf(tokens: readonly IToken[], { LeftBrace, RightBrace }: BraceTypes): number {
  let [depth, deepest] = [0, 0];
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBrace) deepest = Math.max(deepest, (depth += 1));
    else if (tokenType === RightBrace && depth > 0) depth -= 1;
  }
  return deepest;
}
