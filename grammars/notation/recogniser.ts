import { EmbeddedActionsParser, type IToken, NoViableAltException, type TokenType } from 'chevrotain';
import { LookaheadOnDemand } from './lookahead-on-demand.ts';
import { type Branch, type Head, merge, type Node, type Step, type Steps } from './trie.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Chevrotain takes 255 indices in a rule; a branch that would pass this many gets a rule of its own. */
const INDICES_PER_RULE = 180;

/** Numbers the DSL calls of one rule. */
class Indices {
  #next = 0;
  take(): number {
    return this.#next++;
  }
  get used(): number {
    return this.#next;
  }
}

type Rule = () => void;

/**
 * Command lines compiled to Chevrotain: one rule for each first keyword, everything inside it inlined. See design.md
 * section 3 for why it is built so.
 */
export class Recogniser<Line> extends EmbeddedActionsParser {
  readonly #vocabulary: Vocabulary;
  #found: readonly Line[] = [];
  #ruleCount = 0;
  readonly #line: Rule;

  constructor(
    vocabulary: Vocabulary,
    lines: readonly { readonly line: Line; readonly steps: Steps }[],
    options: { readonly validate?: boolean } = {},
  ) {
    super(vocabulary.tokenTypes, {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: options.validate !== true,
      lookaheadStrategy: new LookaheadOnDemand({ maxLookahead: 1 }),
    });
    this.#vocabulary = vocabulary;
    this.#line = this.#lineRule(merge(lines));
    this.performSelfAnalysis();
  }

  /** The lines of the table that words of these types may be; none: no line of the table goes so. */
  recognise(types: readonly TokenType[]): readonly Line[] {
    this.#found = [];
    this.input = types.map(tokenOf);
    this.#line();
    return this.errors.length === 0 ? this.#found : [];
  }

  /**
   * Chevrotain's own works out every path of the grammar for a message that nobody reads: a millisecond for each line
   * that is refused.
   */
  protected raiseNoAltException(): never {
    throw new NoViableAltException('', this.LA(1), this.LA(0));
  }

  #lineRule(root: Node<Line>): Rule {
    const branches = root.kind === 'branch' ? root.branches : [tailAsBranch(root)];
    const rules = branches.map((branch) => this.#newRule(this.#branch(branch, new Indices())));
    const alternatives = {
      DEF: rules.map((rule, index) => ({ ALT: () => this.subrule(index, rule) })),
      IGNORE_AMBIGUITIES: true,
    };
    return this.RULE('line', () => {
      this.or(0, alternatives);
    });
  }

  #newRule(body: Rule): Rule {
    return this.RULE(`part${this.#ruleCount++}`, body);
  }

  #node(node: Node<Line>, indices: Indices): Rule {
    if (node.kind === 'tail') {
      const steps = this.#steps(node.steps, indices);
      const found = [node.line];
      return () => {
        steps();
        this.#found = found;
      };
    }
    const { ends } = node;
    const end = (): void => {
      this.#found = ends;
    };
    if (node.branches.length === 0) return end;
    const branches = node.branches.map((branch) => this.#branchInBudget(branch, indices));
    const choose = this.#choose(branches, indices);
    if (ends.length === 0) return choose;
    const index = indices.take();
    return () => {
      end();
      this.option(index, choose);
    };
  }

  #branchInBudget(branch: Branch<Line>, indices: Indices): Rule {
    if (indices.used + size(branch) <= INDICES_PER_RULE) return this.#branch(branch, indices);
    const rule = this.#newRule(this.#branch(branch, new Indices()));
    const index = indices.take();
    return () => this.subrule(index, rule);
  }

  #branch({ head, next }: Branch<Line>, indices: Indices): Rule {
    const first = this.#step(head, indices);
    const rest = this.#node(next, indices);
    return () => {
      first();
      rest();
    };
  }

  #steps(steps: Steps, indices: Indices): Rule {
    const compiled = steps.map((step) => this.#step(step, indices));
    return () => {
      for (const step of compiled) step();
    };
  }

  #step(step: Step | Head, indices: Indices): Rule {
    const index = indices.take();
    switch (step.kind) {
      case 'keyword': {
        const type = this.#vocabulary.keyword(step.word);
        return () => this.consume(index, type);
      }
      case 'class': {
        const type = this.#vocabulary.classes[step.wordClass];
        return () => this.consume(index, type);
      }
      case 'choice': {
        const choose = this.#chooseSteps(step.alternatives, indices);
        return step.optional ? () => this.option(index, choose) : choose;
      }
      case 'repeat': {
        const choose = this.#chooseSteps(step.alternatives, indices);
        return step.minimum === 0 ? () => this.many(index, choose) : () => this.atLeastOne(index, choose);
      }
      default:
        return step satisfies never;
    }
  }

  #chooseSteps(alternatives: readonly Steps[], indices: Indices): Rule {
    return this.#choose(
      alternatives.map((steps) => this.#steps(steps, indices)),
      indices,
    );
  }

  #choose(rules: readonly Rule[], indices: Indices): Rule {
    const [only] = rules;
    if (only !== undefined && rules.length === 1) return only;
    const index = indices.take();
    const alternatives = { DEF: rules.map((rule) => ({ ALT: rule })), IGNORE_AMBIGUITIES: true };
    return () => this.or(index, alternatives);
  }
}

/** Only its type tells a word from another here. */
function tokenOf(tokenType: TokenType): IToken {
  return { image: tokenType.name, startOffset: 0, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 };
}

function tailAsBranch<Line>({ line, steps }: Extract<Node<Line>, { kind: 'tail' }>): Branch<Line> {
  const [first, ...rest] = steps;
  if (first === undefined || first.kind === 'choice') throw new Error('a line must begin with a word');
  return { head: first, next: { kind: 'tail', line, steps: rest } };
}

/** How many indices a branch takes at most. */
function size<Line>({ head, next }: Branch<Line>): number {
  return stepSize(head) + nodeSize(next);
}
function nodeSize<Line>(node: Node<Line>): number {
  if (node.kind === 'tail') return sum(node.steps.map(stepSize));
  return 2 + sum(node.branches.map(size));
}
function stepSize(step: Step): number {
  if (step.kind === 'keyword' || step.kind === 'class') return 1;
  return 2 + sum(step.alternatives.flatMap((steps) => steps.map(stepSize)));
}
function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
