import type { ClientRecord } from '../../clients/client.ts';
import type { FoundServer } from '../../clients/formats/format.ts';
import { AppError } from '../../lib/app-error.ts';
import { readTextFile } from '../text-file.ts';
import type { ClientFile } from './clients.ts';

/** A client with its files, as src/clients/find-clients.ts finds them. */
type KnownClient = {
  readonly record: Pick<ClientRecord, 'name' | 'format' | 'list' | 'otherLists'>;
  readonly files: readonly { readonly path: string; readonly exists: boolean }[];
};

/** Each file once, with the servers in it. */
export async function readClientFiles(clients: readonly KnownClient[]): Promise<readonly ClientFile[]> {
  const files = clients.flatMap(({ record, files }) =>
    files.filter(({ exists }) => exists).map(({ path }) => ({ record, path })),
  );
  return Promise.all(files.map(({ record, path }) => readOne(record, path)));
}

async function readOne(record: KnownClient['record'], path: string): Promise<ClientFile> {
  const text = await readTextFile(path).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  const servers = (): readonly FoundServer[] => {
    if (text instanceof AppError) throw text;
    return text === undefined ? [] : serversIn(text, record);
  };
  return { client: record.name, path, servers };
}

/** Some clients have kept their servers elsewhere in the same file in other versions. */
function serversIn(text: string, { format, list, otherLists = [] }: KnownClient['record']): readonly FoundServer[] {
  return [list, ...otherLists].flatMap((each) => format.servers(text, each));
}
