import type { AuthMethodId, ProviderId } from '../providers/provider.ts';
import type { Left } from './preview.ts';

/** A connection of another tool, key included: it stays in the host. */
export type FoundConnection = {
  readonly provider: ProviderId;
  readonly name: string;
  readonly address: string | undefined;
  readonly account: string | undefined;
  readonly workspaceId: string | undefined;
  readonly method: AuthMethodId;
  readonly secret: string;
  /** For people: "~/.cursor/mcp.json, server “jira”". */
  readonly where: string;
  readonly inUse: boolean;
  /** The file that holds nothing but the key. Without one the key stands in plain text among other things. */
  readonly keyFile: string | undefined;
};

export type Found = { readonly connections: readonly FoundConnection[]; readonly left: readonly Left[] };

export function together(all: readonly Found[]): Found {
  return { connections: all.flatMap(({ connections }) => connections), left: all.flatMap(({ left }) => left) };
}
