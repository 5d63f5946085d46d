import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Writable } from 'node:stream';
import type { ActivityRecorder } from '../activity/activity-log.ts';
import { createActivityLog } from '../activity/activity-log.ts';
import { createAttachmentFolder } from '../attachments/attachment-folder.ts';
import type { Logger } from '../lib/logger.ts';
import { systemClock } from '../lib/system-clock.ts';
import type { KeyCalendar } from '../mcp/key-dates.ts';
import type { Opening } from '../mcp/opening.ts';
import { createMcpServer } from '../mcp/server.ts';
import { createRedactor } from '../secrets/redaction.ts';
import { createPreferencesFile } from '../settings/preferences-file.ts';
import { preferences as preferencesSchema } from '../settings/preferences.ts';
import { openAccess } from './access.ts';
import { logToStderr } from './log.ts';
import type { McpOptions } from './mcp.ts';
import { hostFiles, hostSurroundings } from './surroundings.ts';
import { localDay } from './local-day.ts';

/** For the build, which records what this very bundle answers. */
export { recordOpening } from '../mcp/record-opening.ts';

export interface McpSession {
  readonly logger: Logger;
  /** Ends the conversation: calls under way are aborted and noted. */
  close(): Promise<void>;
}

const defaultPreferences = preferencesSchema.parse({});

type SessionOptions = McpOptions & {
  readonly wire: Writable;
  /** What was heard and answered before. */
  readonly opening: Opening | undefined;
};

/** The server behind the opening. Files, keychain and network are touched by the first tool call, not before. */
export function startMcpSession({ version, home, client, wire, opening }: SessionOptions): McpSession {
  const surroundings = hostSurroundings();
  const files = hostFiles(surroundings, home);
  const redactor = createRedactor();
  const logger = logToStderr({ redact: (line) => redactor.redact(line) });
  const activity = countUnwritten(createActivityLog({ folder: files.activity, clock: systemClock }));
  const access = openAccess({ files, surroundings, redactor, version, client });
  const preferences = createPreferencesFile(files.settings);
  const folder = createAttachmentFolder(async () => (await preferences.read()).attachmentsFolder);
  const keyCalendar = async (): Promise<KeyCalendar> => {
    // Settings that cannot be read are no reason not to list the connections.
    const { rotateEveryDays } = await preferences.read().catch(() => defaultPreferences);
    return { rotateEveryDays, dayOf: localDay };
  };
  const parts = {
    access,
    activity,
    files: folder,
    version,
    clock: systemClock,
    logger,
    keyCalendar,
    entryClient: client,
  };
  const server = serveStdio(() => createMcpServer(parts), {
    transport: afterOpening(new StdioServerTransport(process.stdin, wire), opening),
    onerror: (error) => {
      logger.warn('a message could not be handled', { error });
    },
  });
  return {
    logger,
    async close() {
      await server.close();
      // An aborted call is noted a moment after its abort.
      await new Promise((resolve) => setTimeout(resolve, 10));
      await activity.written();
    },
  };
}

/** Lets the server hear the opening first, and keeps back the answers that the client already has. */
function afterOpening(inner: StdioServerTransport, opening: Opening | undefined): Transport {
  const answered = new Set<unknown>(opening?.answered);
  const outer: Transport = {
    async start() {
      inner.onmessage = (message) => outer.onmessage?.(message);
      inner.onerror = (error) => outer.onerror?.(error);
      inner.onclose = () => outer.onclose?.();
      for (const message of opening?.heard ?? []) outer.onmessage?.(message as JSONRPCMessage);
      await inner.start();
      process.stdin.resume();
    },
    async send(message) {
      const isAnswer = 'id' in message && !('method' in message);
      if (isAnswer && answered.delete(message.id)) return;
      await inner.send(message);
    },
    close: () => inner.close(),
  };
  return outer;
}

function countUnwritten(log: ActivityRecorder): ActivityRecorder & { written(): Promise<void> } {
  const unwritten = new Set<Promise<void>>();
  return {
    record: (entry) => {
      const writing = log.record(entry).finally(() => unwritten.delete(writing));
      unwritten.add(writing);
      return writing;
    },
    written: async () => {
      await Promise.allSettled(unwritten);
    },
  };
}
