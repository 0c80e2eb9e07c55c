import { type ILookaheadStrategy, LLkLookaheadStrategy } from 'chevrotain';

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];
type ChooseAlternative = ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']>;
type IsEntered = ReturnType<ILookaheadStrategy['buildLookaheadForOptional']>;

/**
 * Chevrotain's own lookahead, worked out where a text first comes to a decision and not for all decisions before the
 * first text: most of a large grammar is in no file.
 */
export class LookaheadOnDemand extends LLkLookaheadStrategy {
  override buildLookaheadForAlternation(options: Alternation): ChooseAlternative {
    const build = (): ChooseAlternative => super.buildLookaheadForAlternation(options);
    let choose: ChooseAlternative | undefined;
    return function (this: unknown, alternatives) {
      choose ??= build();
      return choose.call(this, alternatives);
    };
  }

  override buildLookaheadForOptional(options: Optional): IsEntered {
    const build = (): IsEntered => super.buildLookaheadForOptional(options);
    let isEntered: IsEntered | undefined;
    return function (this: unknown) {
      isEntered ??= build();
      return isEntered.call(this);
    };
  }
}
