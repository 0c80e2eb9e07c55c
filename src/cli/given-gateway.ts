import { readSide, type Side } from '../diff/side.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import { showDiagnostic } from '../translate/report/mask.ts';
import { groupFiles, namedDialect, type SourceGateway } from './gateways.ts';
import { readInputs, type Skipped } from './inputs.ts';
import type { InputLimits } from './limits.ts';
import { InputProblem } from './problems.ts';

/** A gateway as it was given and as it was read. */
export interface GivenGateway {
  readonly gateway: SourceGateway;
  readonly skipped: readonly Skipped[];
  readonly side: Side;
  /** What of it could not be read. */
  readonly errors: readonly Diagnostic[];
}

/** The one gateway that a file or a folder holds. `option`: what names its dialect. */
export function readGateway(
  name: string,
  dialect: string | undefined,
  option: string,
  limits: InputLimits,
): GivenGateway {
  const found = readGateways(name, dialect, option, limits);
  const [gateway, ...others] = found;
  if (gateway === undefined) throw new InputProblem(`${name} holds no gateway`);
  if (others.length > 0) {
    throw new InputProblem(
      `${name} holds ${found.length} gateways: name the files of one, or its dialect with ${option}`,
    );
  }
  return gateway;
}

/** Every gateway that a file or a folder holds. */
export function readGateways(
  name: string,
  dialect: string | undefined,
  option: string,
  limits: InputLimits,
): readonly GivenGateway[] {
  const wanted = dialect === undefined ? undefined : namedDialect(dialect).dialect;
  const { files, skipped } = readInputs([name], wanted, undefined, limits);
  return groupFiles(files, dialect, option).map((gateway, index) => {
    const side = readSide(gateway.files, gateway.from, limits);
    const errors = [...side.read.diagnostics, ...side.lowered.diagnostics]
      .filter(({ severity }) => severity === 'error')
      .map((error) => showDiagnostic(error, side.read, side.from.dialect));
    return { gateway, skipped: index === 0 ? skipped : [], side, errors };
  });
}

/** Its files, for messages. */
export function titleOf({ files }: SourceGateway): string {
  return files.map(({ name }) => name).join(', ');
}
