import { AppError } from '../lib/app-error.ts';
import { isReading, mustBeOwnApi, permittedPath } from '../operations/permitted-path.ts';
import type { OperationAnswer, OperationCall } from '../providers/operation-call.ts';
import { mustAllowDelete, mustBeWritable, mustHaveGroup, type Guarded } from './checks.ts';

type Call = (operation: OperationCall) => Promise<OperationAnswer>;

export function guardCall(call: Call, connection: Guarded): Call {
  return async (operation) => {
    mustAllowOperation(connection, operation);
    return call({ ...operation, path: permittedPath(operation.path) });
  };
}

/** What a connection's policy says about a call of the system's own API, of which only method and path are known. */
export function mustAllowOperation(connection: Guarded, operation: OperationCall): void {
  mustHaveGroup(connection, 'operations');
  mustBeOwnApi(connection.provider, connection.endpoint.deployment, operation.path);
  if (connection.policy.projects !== undefined)
    throw new AppError(
      'not-allowed',
      `“${connection.name}” is limited to some projects, and what a call of the system's own API reaches cannot be told.`,
      'Use the other tools: they know which project they are in.',
    );
  if (deletes(operation)) mustAllowDelete(connection);
  else if (!isReading(operation.method, operation.path)) mustBeWritable(connection);
}

/** Some systems delete with a POST to a path that says so; what is merged into another is gone. */
const deletingPath = /delet|remov|trash|purg|destroy|erase|merge/i;

export function deletes({ method, path }: Pick<OperationCall, 'method' | 'path'>): boolean {
  return method === 'DELETE' || (method !== 'GET' && deletingPath.test(decoded(path)));
}

/** Encoded letters must not hide what a path says. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
