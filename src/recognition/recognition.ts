import type { AuthMethodId, ProviderId } from '../providers/provider.ts';

/** A value with the name it has where it was found: a variable's, a field's, an option's without its dashes. */
export type NamedValue = { readonly name: string; readonly value: string };

/** What stands around the values and may say whose they are. */
export type Around = {
  /** The server's name, its command and arguments, a file's name. */
  readonly text?: string | undefined;
  /** The address of a remote server. */
  readonly url?: string | undefined;
};

/** A connection that names and values describe. What they leave open is absent: the user completes it. */
export type RecognisedConnection = {
  readonly provider: ProviderId;
  readonly address?: string;
  readonly method: AuthMethodId;
  readonly account?: string;
  readonly workspaceId?: string;
  readonly secret: string;
  /** The names of the values that hold the secret: what has to be scrubbed. */
  readonly secretNames: readonly string[];
  /** A name for people, from where it was found: "Jira (example.atlassian.net)". */
  readonly suggestedName: string;
};

/** What a value looks like, whatever its name. */
export type KeyShape = {
  /** For people: "a GitHub token", "a password", "a long random text". */
  readonly what: string;
  /** Of which of our systems it must be, where the shape says it. */
  readonly provider?: ProviderId;
  /** `certain`: a published prefix. `likely`: the name says it is a key, or the value looks like one. */
  readonly certainty: 'certain' | 'likely';
};
