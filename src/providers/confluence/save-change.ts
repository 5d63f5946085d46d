import { AppError } from '../../lib/app-error.ts';
import { fieldChange } from '../field-change.ts';
import type { PageDraft } from '../pages.ts';
import { runInOrder } from '../run-in-order.ts';
import type { FieldChange, Prepared, Written } from '../writes.ts';
import { readForChange } from './content.ts';
import { addLabels, labelChange, planLabels, plannedLabels, removeLabels, type LabelPlan } from './labels.ts';
import { newText } from './new-text.ts';
import { checkTitle, movePage, writeVersion } from './page-writes.ts';
import { planMove, type Move } from './moving.ts';
import { readBack } from './read-back.ts';
import { hasCode, type Site } from './site.ts';
import { spaceByKey } from './spaces.ts';
import { textChange } from './text-change.ts';

type Before = Awaited<ReturnType<typeof readForChange>>;

/** Everything that is to be done with one page. */
type Plan = {
  readonly before: Before;
  readonly draft: PageDraft;
  readonly title: string;
  readonly storage: string;
  readonly move: Move | undefined;
  readonly labels: LabelPlan;
  /** As they were shown. */
  readonly changes: readonly FieldChange[];
};

export async function prepareChange(
  site: Site,
  before: Before,
  draft: PageDraft,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { version, title: oldTitle } = before;
  if (draft.version !== undefined && draft.version !== version) throw outdated(before, draft.version);
  const title = draft.title?.trim() || oldTitle;
  const written = await newText(site, before.body, draft);
  const body = await textChange(site, bodyField(draft), before.body, written, signal);
  const move = await planMove(site, before, draft, signal);
  await checkNewTitle(site, before, title, move, signal);
  const labels = planLabels(draft, before.labels);
  // Markup that reads the same is left as it is: the page's own is richer than ours.
  const storage = body.length === 0 ? before.body : written;
  const changes = [
    ...fieldChange('title', oldTitle, title),
    ...(move?.changes ?? []),
    ...body,
    ...labelChange(before.labels, plannedLabels(before.labels, labels)),
  ];
  const plan = { before, draft, title, storage, move, labels, changes };
  return {
    kind: 'update',
    target: `${before.kind === 'page' ? 'Page' : 'Blog post'} “${oldTitle}”`,
    projects: [...new Set([before.spaceKey, ...(move === undefined ? [] : [move.spaceKey])])],
    changes,
    apply: (applying) => apply(site, plan, applying),
  };
}

const bodyField = ({ section }: PageDraft): string => (section === undefined ? 'body' : `body, section “${section}”`);

const outdated = ({ title, version }: Before, given: number): AppError =>
  new AppError(
    'conflict',
    `“${title}” has version ${String(version)} by now, the change is based on version ${String(given)}.`,
    'Read the page again, then decide whether the change is still right.',
  );

async function checkNewTitle(
  site: Site,
  before: Before,
  title: string,
  move: Move | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const spaceKey = move?.spaceKey ?? before.spaceKey;
  if (before.kind === 'blogpost' || (title === before.title && spaceKey === before.spaceKey)) return;
  const space = await spaceByKey(site, spaceKey, signal);
  if (space !== undefined) await checkTitle(site, space, title, before.id, signal);
}

async function apply(site: Site, plan: Plan, signal?: AbortSignal): Promise<Written> {
  const { before, move, labels } = plan;
  const { id } = before;
  const steps: (readonly [string, () => Promise<void>])[] = [];
  const step = (isWanted: boolean, failure: string, act: () => Promise<void>): void => {
    if (isWanted) steps.push([failure, act]);
  };
  const isMovedAlone = site.isCloud;
  const isWritten = plan.title !== before.title || plan.storage !== before.body;
  step(isWritten || (move !== undefined && !isMovedAlone), 'The page was not written', () => write(site, plan, signal));
  step(move !== undefined && isMovedAlone, 'The page was not moved', () =>
    movePage(site, id, move?.parentId ?? '', signal),
  );
  step(labels.add.length > 0, 'The labels were not added', () => addLabels(site, id, labels.add, signal));
  step(labels.remove.length > 0, 'The labels were not removed', () => removeLabels(site, id, labels.remove, signal));
  if (steps.length === 0) return { id, title: before.title, url: before.url, changes: [] };
  const { failed } = await runInOrder(steps, false, ([, act]) => act());
  const problems = failed.map(({ step: [failure], error }) => `${failure}: ${error.message}`);
  const sent = { id, title: plan.title, url: before.url, changes: plan.changes };
  const told = problems.length === 0 ? sent : { ...sent, problems };
  return readBack(told, () => report(site, plan, problems, signal));
}

/** Somebody else's change to what is written here is never overwritten; a new number alone is no such change. */
async function write(site: Site, plan: Plan, signal?: AbortSignal): Promise<void> {
  const { before, draft, title, storage, move } = plan;
  const moveTo = move === undefined || site.isCloud ? undefined : move;
  const send = (number: number): Promise<void> =>
    writeVersion(site, before, { title, storage, number: number + 1, message: draft.message, moveTo }, signal);
  try {
    await send(before.version);
  } catch (error) {
    if (!hasCode(error, ['conflict']) || draft.version !== undefined) throw error;
    const now = await readForChange(site, before.id, signal);
    if (now.body !== before.body || now.title !== before.title || now.version === before.version) throw error;
    await send(now.version);
  }
}

/** Read again, because the system rewrites texts and may leave a page where it was. */
async function report(
  site: Site,
  { before, draft, move }: Plan,
  problems: readonly string[],
  signal?: AbortSignal,
): Promise<Written> {
  const after = await readForChange(site, before.id, signal);
  const isMoved = move !== undefined && (after.parent?.id === move.parentId || after.spaceKey !== before.spaceKey);
  const stayed = move !== undefined && !isMoved && problems.length === 0;
  const all = stayed ? ['The page stayed where it was, although Confluence did not refuse to move it.'] : problems;
  const changes: FieldChange[] = [
    ...fieldChange('title', before.title, after.title),
    ...(isMoved ? move.changes : []),
    ...(await textChange(site, bodyField(draft), before.body, after.body, signal)),
    ...labelChange(before.labels, after.labels),
  ];
  return { id: after.id, title: after.title, url: after.url, changes, ...(all.length === 0 ? {} : { problems: all }) };
}
