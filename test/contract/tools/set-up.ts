import { expect } from 'vitest';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { connect, type Answer } from '../../unit/mcp/harness.ts';
import { aConnection, FakeAccess } from '../../fakes/connections/fake-access.ts';
import type { AttachmentFolder } from '../../../src/attachments/attachment-folder.ts';
import type { Flavour } from '../clients/flavours.ts';
import type { useProviders } from '../clients/set-up.ts';

export type Found = Record<string, unknown> & { id: string };

/** The real server over a real client of one simulated system, the connection called "It". */
export async function toolsOver(
  setting: ReturnType<typeof useProviders>,
  flavour: Flavour,
  files?: AttachmentFolder,
): Promise<{ call: (name: string, args?: object) => Promise<Answer>; client: ProviderClient; url: string }> {
  const client = await setting.open(flavour);
  const { provider, deployment } = flavour;
  const { url } = setting.sim.sites[flavour.site];
  const connection = aConnection('It', { provider, endpoint: { baseUrl: url, deployment } });
  const { call } = await connect(
    new FakeAccess().add(connection, client),
    'modern',
    files === undefined ? {} : { files },
  );
  return {
    client,
    url,
    call: async (name, args = {}) => {
      const answer = await call(name, { ...args });
      expect(answer.text.length).toBeLessThanOrEqual(25_000);
      expect(JSON.stringify(answer.structured ?? {}).length).toBeLessThanOrEqual(25_000);
      expect(JSON.stringify(answer.structured ?? {})).not.toContain('"projectId"');
      return answer;
    },
  };
}

/** The entries of a list answer; a failed one fails the test with its text. */
export function foundIn({ isError, text, structured }: Answer): Found[] {
  if (isError) throw new Error(text);
  const { results } = structured as { results: { found: Found[]; problem?: { message: string } }[] };
  for (const { problem } of results) if (problem !== undefined) throw new Error(problem.message);
  return results.flatMap(({ found }) => found);
}

/** The data of an answer; one that reports a problem fails the test with its text. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what the tool promises, checked by the caller
export function dataOf<T>({ isError, text, structured }: Answer): T {
  if (isError) throw new Error(text);
  return structured as T;
}
