import { jiraTime, type HistoryItem, type Issue } from './issue.ts';
import type { JiraRenderer } from './render.ts';

const drawItem = ({ field, fieldId, from, fromText, to, toText }: HistoryItem): Record<string, unknown> => ({
  ...{ field: field === 'Status' ? 'status' : field, fieldtype: fieldId.startsWith('customfield') ? 'custom' : 'jira' },
  ...{ fieldId, from: from ?? null, fromString: fromText ?? null, to: to ?? null },
  ['toString']: toText ?? null,
});

/** Oldest first. Data Center does not tell the fields' ids. */
export const drawHistory = (renderer: JiraRenderer, issue: Issue): Record<string, unknown>[] =>
  issue.history.map(({ id, author, at, items }) => ({
    ...{ id, author: renderer.user(author), created: jiraTime(at) },
    items: items.map(drawItem).map(({ fieldId, ...rest }) => (renderer.dialect.isCloud ? { fieldId, ...rest } : rest)),
  }));
