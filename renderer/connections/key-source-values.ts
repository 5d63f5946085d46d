import type { FormErrors } from '@mantine/form';
import { joinCommand, splitCommand } from './command-line.ts';
import type { Connection, Draft } from './types.ts';

/** `here`: typed into the form and kept by the keychain or the vault. */
export type KeyPlace = 'here' | 'file' | 'env' | 'command';

/** The form's fields for a key or the place it is read from. Each keeps what was typed while another one is shown. */
export type SourceValues = {
  place: KeyPlace;
  secret: string;
  reference: { path: string; name: string; command: string };
};

type Source = Pick<Draft, 'secret' | 'reference'>;

export const emptySource: SourceValues = {
  place: 'here',
  secret: '',
  reference: { path: '', name: '', command: '' },
};

/** The fields as they are for a connection; a key that we keep is never shown. */
export function sourceValuesOf({ home }: Connection['credential']): SourceValues {
  if (typeof home === 'string') return emptySource;
  const { reference } = emptySource;
  switch (home.kind) {
    case 'file':
      return { place: 'file', secret: '', reference: { ...reference, path: home.path } };
    case 'env':
      return { place: 'env', secret: '', reference: { ...reference, name: home.name } };
    case 'command':
      return { place: 'command', secret: '', reference: { ...reference, command: joinCommand(home.command) } };
  }
}

/** What is sent of them: the key, or where it is. */
export function sourceOf({ place, secret, reference }: SourceValues): Source {
  switch (place) {
    case 'here':
      return { secret };
    case 'file':
      return { reference: { kind: 'file', path: reference.path } };
    case 'env':
      return { reference: { kind: 'env', name: reference.name } };
    case 'command':
      return { reference: { kind: 'command', command: [...partsOf(reference.command)] } };
  }
}

/** The parts of the command as far as it can be read. */
export function partsOf(line: string): readonly string[] {
  const split = splitCommand(line);
  return split.ok ? split.parts : [];
}

/** What the contract cannot know: why a line is no command. */
export function sourceErrors({ place, reference }: SourceValues): FormErrors {
  if (place !== 'command') return {};
  const split = splitCommand(reference.command);
  return split.ok ? {} : { 'reference.command': split.problem };
}

/** The path of the field that holds the key or its place. */
export function keyField(place: KeyPlace): string {
  const fields = { here: 'secret', file: 'reference.path', env: 'reference.name', command: 'reference.command' };
  return fields[place];
}
