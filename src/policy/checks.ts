import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import type { ToolGroup } from './policy.ts';

/** What the checks read of a connection. */
export type Guarded = Pick<Connection, 'name' | 'provider' | 'policy'> & {
  readonly endpoint: Pick<Connection['endpoint'], 'deployment'>;
};

const groupNames: Record<ToolGroup, string> = {
  items: 'Items',
  pages: 'Pages',
  time: 'Time',
  attachments: 'Attachments',
  operations: 'Other calls of the system',
};

export function mustHaveGroup({ name, policy }: Guarded, group: ToolGroup): void {
  if (!policy.groupsOff.includes(group)) return;
  throw new AppError(
    'not-allowed',
    `${groupNames[group]} are switched off for “${name}”.`,
    `Only the user can switch them on, in MCP Keyring, in the connection's Access section.`,
  );
}

export function mustBeWritable({ name, policy }: Guarded): void {
  if (policy.access !== 'read-only') return;
  throw new AppError(
    'read-only',
    `“${name}” is read-only: nothing was changed.`,
    `Only the user can allow changes, in MCP Keyring: in the connection's Access section, or under Clients for this one.`,
  );
}

/** Also asks whether anything may be written at all. */
export function mustAllowDelete(connection: Guarded): void {
  mustBeWritable(connection);
  if (connection.policy.allowDelete) return;
  throw new AppError(
    'not-allowed',
    `Deleting is not allowed in “${connection.name}”: nothing was deleted.`,
    `Only the user can allow it, in MCP Keyring, in the connection's Access section.`,
  );
}

/** Whether `projectId` is one of those the user listed; one that is not known is none of them. */
export function isInside({ policy }: Guarded, projectId: string | undefined): boolean {
  if (policy.projects === undefined) return true;
  return projectId !== undefined && policy.projects.some(({ id }) => id === projectId);
}

/** `what` stands at the start of a sentence: "PROJ-12", "This page". */
export function outside({ name, policy }: Guarded, what: string): AppError {
  const names = (policy.projects ?? []).map((project) => project.name);
  const shown = names.slice(0, 10).join(', ');
  const rest = names.length > 10 ? ` and ${String(names.length - 10)} more` : '';
  return new AppError(
    'not-allowed',
    `${what} is not in the projects that “${name}” is limited to (${shown}${rest}).`,
    `Stay within these projects. Only the user can allow more, in MCP Keyring, in the connection's Access section.`,
  );
}
