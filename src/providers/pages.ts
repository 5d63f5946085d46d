import { z } from 'zod';
import { attachment, comment } from './item-parts.ts';
import type { Page } from './vocabulary.ts';
import type { CommentChange, Prepared } from './writes.ts';

/** A Confluence page or blog post, an OpenProject wiki page or document, a page of a ClickUp doc. */
export const pageSummary = z.object({
  /** What get_page takes. */
  id: z.string(),
  title: z.string(),
  /** "page", "blog post", "wiki page", "document", "doc page". */
  kind: z.string().optional(),
  /** The space's key or the project's or doc's name. */
  space: z.string().optional(),
  /** The same as `Project.id` of that space or project. */
  projectId: z.string().optional(),
  updatedAt: z.string().optional(),
  url: z.string().optional(),
  /** The words around what was found. */
  excerpt: z.string().optional(),
});
export type PageSummary = z.infer<typeof pageSummary>;

export const wikiPage = pageSummary.extend({
  /** Markdown. What Markdown has no word for stands in fenced blocks that go back unchanged. */
  body: z.string().optional(),
  author: z.string().optional(),
  createdAt: z.string().optional(),
  /** Counts up with every change; save_page takes it to refuse overwriting a newer one. */
  version: z.number().int().optional(),
  labels: z.array(z.string()).optional(),
  parent: z.object({ id: z.string(), title: z.string().optional() }).optional(),
  /** What was asked for with `include`. */
  children: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  comments: z.array(comment).optional(),
  attachments: z.array(attachment).optional(),
  history: z
    .array(
      z.object({
        version: z.number().int(),
        at: z.string(),
        by: z.string().optional(),
        message: z.string().optional(),
      }),
    )
    .optional(),
  notes: z.array(z.string()).optional(),
});
export type WikiPage = z.infer<typeof wikiPage>;

export const pageInclude = z.enum(['children', 'comments', 'attachments', 'history']);
export type PageInclude = z.infer<typeof pageInclude>;

export type SearchPagesQuery = {
  readonly text?: string | undefined;
  /** Id, key or name of a space or project. */
  readonly space?: string | undefined;
  readonly label?: string | undefined;
  readonly updatedSince?: string | undefined;
  /** The system's own language (CQL); replaces the fields above, not `within`. */
  readonly query?: string | undefined;
  /** Ids of projects: nothing outside them, whatever else is asked. */
  readonly within?: readonly string[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type GetPageOptions = {
  readonly include?: readonly PageInclude[] | undefined;
  /** An older version, where the system keeps them. */
  readonly version?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type PageDraft = {
  /** Absent: a new page. */
  readonly id?: string | undefined;
  /** Id, key or name of the space; for a page that exists: move it there. ClickUp: id of the doc. */
  readonly space?: string | undefined;
  /** The page above it, by id. */
  readonly parent?: string | undefined;
  readonly title?: string | undefined;
  /** Markdown. */
  readonly body?: string | undefined;
  /** Where the body goes: in place of the whole text (default), after it, before it. */
  readonly mode?: 'replace' | 'append' | 'prepend' | undefined;
  /** A heading of the page: `mode` then means the text below it, up to the next heading of its level. The rest stays as it is. */
  readonly section?: string | undefined;
  readonly addLabels?: readonly string[] | undefined;
  readonly removeLabels?: readonly string[] | undefined;
  /** The version the change is based on; AppError `conflict` when there is a newer one. */
  readonly version?: number | undefined;
  /** What changed, for the page's history. */
  readonly message?: string | undefined;
};

/** Pages of a wiki. A missing method: the system cannot do it. */
export interface PageCalls {
  searchPages(query: SearchPagesQuery): Promise<Page<PageSummary>>;
  getPage(id: string, options?: GetPageOptions): Promise<WikiPage>;
  prepareSave?(draft: PageDraft, signal?: AbortSignal): Promise<Prepared>;
  prepareComment?(change: CommentChange, signal?: AbortSignal): Promise<Prepared>;
  /** To the trash where there is one. */
  prepareDelete?(id: string, signal?: AbortSignal): Promise<Prepared>;
}
