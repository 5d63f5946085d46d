import { Client, InMemoryTransport, type ElicitResult } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { ActivityEntry } from '../../../src/activity/activity-entry.ts';
import { noFolder, type AttachmentFolder } from '../../../src/attachments/attachment-folder.ts';
import { dayIn } from '../../../src/keys/due.ts';
import type { Logger } from '../../../src/lib/logger.ts';
import { createMcpServer } from '../../../src/mcp/server.ts';
import type { FurtherContent } from '../../../src/mcp/tool.ts';
import type { ConnectionAccess } from '../../../src/connections/connection-access.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

export const inBerlin = () => Promise.resolve({ dayOf: dayIn('Europe/Berlin'), rotateEveryDays: 90 });

export const eras = ['legacy', 'modern'] as const;
export type Era = (typeof eras)[number];

export type Answer = {
  text: string;
  structured: Record<string, unknown> | undefined;
  isError: boolean;
  /** The blocks after the text. */
  further?: FurtherContent[];
};

type Around = {
  readonly files?: AttachmentFolder;
  /** The client can ask its user, and this is what the user says to a question. */
  readonly elicit?: (question: string) => ElicitResult | Promise<ElicitResult>;
};

/** A real client talking to a real server over memory, in one of the two protocol eras. */
export async function connect(
  access: ConnectionAccess,
  era: Era = 'modern',
  { files = noFolder, elicit }: Around = {},
) {
  const clock = new FakeClock('2026-11-21T09:00:00.000Z');
  const activity: ActivityEntry[] = [];
  const logged: string[] = [];
  const log: Logger['info'] = (message, fields) => logged.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const record = (entry: ActivityEntry): Promise<void> => {
    activity.push(entry);
    return Promise.resolve();
  };
  const [near, far] = InMemoryTransport.createLinkedPair();
  const parts = { access, activity: { record }, version: '1.2.3', clock, logger, files, keyCalendar: inBerlin };
  const server = serveStdio(() => createMcpServer(parts), { transport: far });
  const client = new Client(
    { name: 'a-client', version: '1' },
    {
      versionNegotiation: { mode: era === 'modern' ? { pin: '2026-07-28' } : 'legacy' },
      ...(elicit !== undefined && { capabilities: { elicitation: { form: {} } } }),
    },
  );
  if (elicit !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => elicit(params.message));
  await client.connect(near);
  const call = async (name: string, args: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Answer> => {
    const result = await client.callTool({ name, arguments: args }, signal === undefined ? {} : { signal });
    const [content, ...further] = result.content;
    return {
      text: content?.type === 'text' ? content.text : '',
      structured: result.structuredContent as Record<string, unknown> | undefined,
      isError: result.isError === true,
      ...(further.length > 0 && { further: further as FurtherContent[] }),
    };
  };
  return { client, call, clock, activity, logged, close: () => server.close() };
}
