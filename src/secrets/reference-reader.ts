import { createCommandReader, type CommandParts } from './command-reference.ts';
import { createFileReader, pathOf, type FilePlaces, type ReferenceFiles } from './file-reference.ts';
import { resolveProgram } from './find-program.ts';
import { sourceFailed } from './reference-problems.ts';
import type { SecretReference } from './secret-reference.ts';

/** Reads secrets that are not kept by us. AppError `secret-source-failed` says what the source did instead. */
export interface ReferenceReader {
  /** A command's answer is kept for a few minutes, so that not every call asks for a fingerprint; a file's until it changes. */
  read(reference: SecretReference): Promise<string>;
  readAnew(reference: SecretReference): Promise<string>;
  /**
   * As it is to be stored, so that it means the same to a process with another PATH: `~/` and the command's program as
   * full paths. AppError `invalid-input` or `secret-source-failed` where that cannot be done.
   */
  resolve(reference: SecretReference): Promise<SecretReference>;
  forget(): void;
}

export type ReferenceParts = FilePlaces &
  Pick<CommandParts, 'run' | 'clock'> & {
    readonly files: ReferenceFiles;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** `client`: a process that Claude started, with next to no environment. */
    readonly startedBy: 'user' | 'client';
  };

/** Reads files and variables, and runs commands; each once for those who ask at the same moment. */
export function createReferenceReader(parts: ReferenceParts): ReferenceReader {
  const files = createFileReader(parts);
  const commands = createCommandReader(parts);
  const reading = (anew: boolean) => (reference: SecretReference) => {
    switch (reference.kind) {
      case 'file':
        return files.read(reference.path, anew);
      case 'env':
        return readVariable(reference.name, parts);
      case 'command':
        return commands.read(reference.command, anew);
    }
  };
  return {
    read: reading(false),
    readAnew: reading(true),
    resolve: (reference) => resolveReference(reference, parts),
    forget: () => {
      files.forget();
      commands.forget();
    },
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- What is thrown has to arrive as a rejection, as of the other kinds.
async function readVariable(name: string, { env, startedBy }: Pick<ReferenceParts, 'env' | 'startedBy'>) {
  const secret = env[name]?.replace(/[\r\n]+$/, '');
  if (secret) return secret;
  if (secret === undefined) throw sourceFailed['variable-missing'](name, startedBy);
  throw sourceFailed['variable-empty'](name);
}

async function resolveReference(reference: SecretReference, parts: ReferenceParts): Promise<SecretReference> {
  switch (reference.kind) {
    case 'file':
      return { kind: 'file', path: pathOf(reference.path, parts) };
    case 'env':
      return reference;
    case 'command': {
      const [program = '', ...args] = reference.command;
      return { kind: 'command', command: [await resolveProgram(program, parts), ...args] };
    }
  }
}
