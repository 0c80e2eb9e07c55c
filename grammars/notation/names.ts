/**
 * The arguments of a line, from its text: `Names<'ike peer <name:string 1..15> [ version: v1 | v2 ]'>` is
 * `'name' | 'version'`. Both walks collect in an accumulator, so that the compiler's depth limit does not
 * bound the length of a line.
 */
export type Names<Line extends string> = ParameterNames<Line> | ChoiceNames<Line>;

type ParameterNames<
  Line extends string,
  Found = never,
> = Line extends `${string}<${infer Parameter}>${infer Rest}`
  ? ParameterNames<Rest, Found | NameOf<Parameter>>
  : Found;
type ChoiceNames<Line extends string, Found = never> = Line extends `${infer Word} ${infer Rest}`
  ? ChoiceNames<Rest, Word extends `${infer Name}:` ? Found | Name : Found>
  : Found;
type NameOf<Parameter extends string> = Parameter extends `${infer Name}:${string}`
  ? Name
  : Parameter extends `${infer Name} ${string}`
    ? Name
    : Parameter;
