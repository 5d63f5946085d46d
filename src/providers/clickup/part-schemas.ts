import { z } from 'zod';
import { optionalField, vendorId } from '../vendor-fields.ts';
import { member, msText } from './schemas.ts';

const text = optionalField(z.string());

/** A run of text, or what ends a line and says of which kind it is. */
const block = z.object({
  text,
  type: text,
  attributes: optionalField(z.record(z.string(), z.unknown())),
  user: optionalField(member),
});
export type CommentBlock = z.output<typeof block>;

const comment = z.object({
  id: vendorId,
  comment: optionalField(z.array(block)),
  comment_text: text,
  user: optionalField(member),
  resolved: optionalField(z.boolean()),
  date: msText,
  reply_count: optionalField(z.coerce.number()),
});
export type ClickUpComment = z.output<typeof comment>;
export const commentsAnswer = z.object({ comments: z.array(comment) });
export const createdComment = z.object({ id: optionalField(vendorId) });

const entry = z.object({
  id: vendorId,
  task: optionalField(z.object({ id: vendorId, name: text })),
  user: optionalField(member),
  /** Negative while the timer runs. */
  duration: msText,
  start: msText,
  description: text,
  tags: optionalField(z.array(z.object({ name: z.string() }))),
});
export type Entry = z.output<typeof entry>;
export const entriesAnswer = z.object({ data: optionalField(z.array(entry)) });
export const entryAnswer = z.object({ data: optionalField(entry) });
/** The new entry is answered bare or below `data`. */
export const createdEntry = z.union([
  z.object({ data: z.object({ id: vendorId }) }).transform(({ data }) => data),
  z.object({ id: optionalField(vendorId) }),
]);

const doc = z.object({
  id: vendorId,
  name: text,
  parent: optionalField(z.object({ id: vendorId, type: optionalField(z.number()) })),
  date_updated: msText,
  deleted: optionalField(z.boolean()),
  archived: optionalField(z.boolean()),
});
export type Doc = z.output<typeof doc>;
export const docAnswer = doc;
export const docsAnswer = z.object({ docs: z.array(doc), next_cursor: text });

const pageFields = z.object({
  id: vendorId,
  doc_id: optionalField(vendorId),
  parent_page_id: optionalField(vendorId),
  name: text,
  content: text,
  date_created: msText,
  date_updated: msText,
  creator_id: optionalField(vendorId),
  deleted: optionalField(z.boolean()),
  archived: optionalField(z.boolean()),
});
export type DocPage = z.output<typeof pageFields> & { readonly pages?: readonly DocPage[] | undefined };
export const docPage: z.ZodType<DocPage> = pageFields.extend({
  get pages() {
    return optionalField(z.array(docPage));
  },
});
export const docPagesAnswer = z.array(docPage);
