import { storageFault } from './storage.ts';
import type { Refusal } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import type { Person } from '../company/people.ts';

/** How one of the two interfaces words its refusals. */
export type WriteFault = (message: string, status: number) => Refusal;

type Input = Readonly<Record<string, unknown>>;

export const objectIn = (input: Input, name: string): Input => {
  const value = input[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : {};
};

export const textIn = (input: Input, name: string): string | undefined => {
  const value = input[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
};

/** Who writes; routes that write are closed, so it is always somebody. */
export function authorOf({ identity }: Call): Person {
  if (identity.kind !== 'known') throw new Error('Nobody is logged in on a closed route.');
  return identity.person;
}

export function checkStorage(storage: string, fault: WriteFault): void {
  const complaint = storageFault(storage);
  if (complaint !== undefined) throw fault(`Error parsing xhtml: ${complaint}`, 400);
}

export function checkVersion(given: unknown, current: number, fault: WriteFault): void {
  if (given === current + 1) return;
  throw fault(
    `Version must be incremented when updating a page. Current Version: [${current}]. Provided version: [${String(given)}]`,
    409,
  );
}
