import type { ApiClient } from '../http/api-client.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { adfToMarkdown, markdownToAdf } from '../rich-text/adf.ts';
import { markdownToWiki, wikiToMarkdown } from '../rich-text/wiki-markup.ts';
import { remembered } from '../remembered.ts';
import type { ClientSettings, ProviderParts } from '../provider.ts';
import { z } from 'zod';
import { fieldEntry, type FieldEntry } from './wire-fields.ts';
import { myself, type Myself } from './wire.ts';

type Load<T> = (signal?: AbortSignal) => Promise<T>;

/** One Jira as the calls see it: where it is, which dialect it speaks, and what changes rarely. */
export type JiraSite = {
  readonly api: ApiClient;
  /** `rest/api/3` or `rest/api/2` */
  readonly root: string;
  /** The address people see. */
  readonly baseUrl: string;
  readonly isCloud: boolean;
  readonly now: () => Date;
  readonly me: Load<Myself>;
  /** Every field of the site. */
  readonly fields: Load<readonly FieldEntry[]>;
  /** Markdown as this Jira stores texts: a document on Cloud, wiki markup on Data Center. */
  toNative(markdown: string): Promise<unknown>;
  toMarkdown(native: unknown): Promise<string>;
};

const fewMinutesMs = 300_000;

export function createSite(api: ApiClient, { endpoint }: ClientSettings, now: ProviderParts['now']): JiraSite {
  const isCloud = endpoint.deployment === 'cloud';
  const root = isCloud ? 'rest/api/3' : 'rest/api/2';
  return {
    ...{ api, root, isCloud, now, baseUrl: endpoint.baseUrl },
    me: remembered(now, fewMinutesMs, (signal) => api.get(`${root}/myself`, undefined, myself, signal)),
    fields: remembered(now, fewMinutesMs, (signal) => api.get(`${root}/field`, undefined, z.array(fieldEntry), signal)),
    toNative: (markdown) => (isCloud ? markdownToAdf(markdown) : markdownToWiki(markdown)),
    toMarkdown: (native) => (typeof native === 'string' && !isCloud ? wikiToMarkdown(native) : adfToMarkdown(native)),
  };
}

/** An id or key in a path cannot lead out of its place. */
export const issuePath = ({ root }: JiraSite, id: string, rest = ''): string =>
  `${root}/issue/${encodeURIComponent(id.trim())}${rest}`;

export const browseUrl = ({ baseUrl }: Pick<JiraSite, 'baseUrl'>, key: string): string =>
  `${baseUrl}/browse/${encodeURIComponent(key)}`;

const atOffset = z.object({ startAt: z.number().int().nonnegative() });

export const offsetOf = (cursor: string | undefined): number => decodeCursor(cursor, atOffset, 'Jira')?.startAt ?? 0;
export const offsetCursor = (startAt: number): string => encodeCursor({ startAt });

/** Requests of one call at the same moment. */
export const mostAtOnce = 4;
