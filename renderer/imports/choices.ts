import type { Candidate, Outcome } from './types.ts';

/** What the user makes of a candidate. */
export type Choice = {
  readonly chosen: boolean;
  readonly name: string;
  readonly address: string;
  readonly account: string;
  readonly keepInFile: boolean;
};
/** How far a candidate is. */
export type RowState =
  { readonly at: 'open' } | { readonly at: 'running' } | { readonly at: 'over'; readonly outcome: Outcome };

/** What is here already by its key or account is left out, unless the user wants it. */
export const firstChoice = ({ name, address, account, keyFile, same }: Candidate): Choice => ({
  ...{ name, address, account },
  chosen: same === undefined || same.by === 'address',
  keepInFile: keyFile !== undefined,
});

export type Missing = { readonly name?: string; readonly address?: string; readonly account?: string };

export function missingIn(candidate: Candidate, { name, address, account }: Choice): Missing {
  return {
    ...(name.trim() === '' && { name: 'Give the connection a name.' }),
    ...(address.trim() === '' && { address: 'Enter the address: it is not told where this was found.' }),
    ...(candidate.needsAccount &&
      account.trim() === '' && { account: 'Enter the e-mail address or user name the key belongs to.' }),
  };
}

export const isComplete = (candidate: Candidate, choice: Choice): boolean =>
  Object.keys(missingIn(candidate, choice)).length === 0;

export const isImported = (state: RowState | undefined): boolean => state?.at === 'over' && state.outcome.ok;

/** As the host takes it. */
export const choiceFor = ({ id }: Candidate, { name, address, account, keepInFile }: Choice) => ({
  ...{ id, address, account, keepInFile },
  name: name.trim(),
});
