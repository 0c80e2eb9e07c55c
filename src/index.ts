/** The library: what the command line stands on. */
export type { Dialect, Detected, Read } from './dialects/dialect.ts';
export { dialectNamed, dialects } from './dialects/registry.ts';
export type { EngineBehaviour } from './ir/behaviour.ts';
export { compareGateways } from './ir/comparison.ts';
export type { IrDocument } from './ir/document.ts';
export type { Gateway } from './ir/gateway.ts';
export { schema } from './ir/schema.ts';
export { chooseDialect } from './translate/choose-dialect.ts';
export type { Report } from './translate/report/report.ts';
export { translate, type TranslateOptions, type Translation } from './translate/translate.ts';
