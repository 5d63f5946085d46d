import type { CallInput, CallOutput } from '../../src/api/contract.ts';

export type Source = CallInput<'imports.look'>['source'];
export type SourceKind = Source['kind'];
export type Preview = CallOutput<'imports.look'>;
export type Candidate = Preview['candidates'][number];
export type Outcome = CallOutput<'imports.run'>[number]['outcome'];
