import type { Project } from '../providers/vocabulary.ts';
import { openClient, secretAccountOf } from './connection-access.ts';
import { findById } from './connection-file.ts';
import type { ConnectionParts } from './parts.ts';

/** The projects a connection's key can see, for choosing what Claude may see. */
export interface VisibleProjects {
  projects(id: string, text?: string): Promise<{ projects: Project[]; more: boolean }>;
}

/** As many as a person looks through; more are found by typing a part of the name. */
const atMost = 100;

export function createVisibleProjects({ file, secrets, providers }: ConnectionParts): VisibleProjects {
  return {
    async projects(id, text) {
      const connection = findById(await file.read(), id);
      const secret = await secrets.reader.read(secretAccountOf(connection), connection.credential.home);
      const client = openClient(connection, providers, secret);
      const { items, nextCursor } = await client.listProjects({ ...(text ? { text } : {}), limit: atMost });
      return { projects: [...items], more: nextCursor !== undefined };
    },
  };
}
