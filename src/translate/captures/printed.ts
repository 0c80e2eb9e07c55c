import type { Written } from '../../dialects/dialect.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { DialectProfile } from '../dialect-profile.ts';

export interface CaptureOptions {
  readonly from: DialectProfile;
  readonly to: DialectProfile;
  /** TG154: why the source is read as it is. */
  readonly because: string;
}
/** An output that was written, and what there is to say of it. */
export interface Printed {
  readonly written: Written;
  readonly diagnostics: readonly Diagnostic[];
}
