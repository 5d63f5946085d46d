import { z } from 'zod';

const words = z.string().trim().min(1).catch('');
const spoken = z.object({
  // Jira; `errors` is an object of field -> text there, a list of objects at Confluence v2.
  errorMessages: z.array(words).catch([]).default([]),
  errors: z
    .union([z.record(z.string(), words), z.array(z.object({ title: words, detail: words }).partial())])
    .catch([])
    .default([]),
  // Confluence v1, OpenProject, the Atlassian gateway.
  message: words.optional(),
  // ClickUp.
  err: words.optional(),
  // Targetprocess.
  Message: words.optional(),
});

/** The system's own words for a failure, where its JSON has any. Show them for rejected queries and missing things only. */
export function systemMessage(json: unknown): string | undefined {
  const parsed = spoken.safeParse(json);
  if (!parsed.success) return undefined;
  const { errorMessages, errors, message, err, Message } = parsed.data;
  const fromErrors = Array.isArray(errors)
    ? errors.map((error) => [error.title, error.detail].filter(Boolean).join(': '))
    : Object.entries(errors).map(([field, text]) => `${field}: ${text}`);
  const said = [...errorMessages, ...fromErrors, message, err, Message].filter(Boolean).join(' ');
  return said === '' ? undefined : said;
}
