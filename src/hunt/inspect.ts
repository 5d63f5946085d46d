import type { Surroundings } from '../settings/data-folder.ts';
import { detect } from './detect/detect.ts';
import { elsewhere, type KnownKey } from './detect/elsewhere.ts';
import { groupFinds } from './groups.ts';
import type { Inspected } from './inspected.ts';
import { readTarget, type ReadTarget } from './read-target.ts';
import type { HuntProgress, HuntReport, UnreadFile } from './report.ts';
import { risksOf } from './risks.ts';
import type { Target } from './target.ts';
import { findTargets, type TargetParts } from './targets.ts';

export type InspectParts = TargetParts & {
  readonly now: () => Date;
  /** Makes the log sinks mask a key that was found. */
  readonly learn: (secret: string) => void;
  /** Names keys and places without telling anything of them. */
  readonly idOf: (text: string) => string;
};

export type Inspection = { readonly report: HuntReport; readonly files: readonly Inspected[] };
type Options = { readonly signal?: AbortSignal; readonly progress?: (progress: HuntProgress) => void };

/** Looks through all files once. Reads files only; whatever a file is like, the others are looked into. */
export async function inspect(parts: InspectParts, { signal, progress }: Options = {}): Promise<Inspection> {
  const started = parts.now();
  const { targets, clients, incomplete } = await findTargets(parts, signal);
  const files: Inspected[] = [];
  const unread: UnreadFile[] = [...incomplete];
  for (const [done, target] of targets.entries()) {
    signal?.throwIfAborted();
    progress?.({ done, total: targets.length });
    const read = await readTarget(target.path);
    if (read === undefined) continue;
    const looked = lookInto(target, read);
    if (looked.file !== undefined) files.push(looked.file);
    if (looked.unread !== undefined) unread.push(looked.unread);
  }
  const complete = withElsewhere(files);
  for (const { spots } of complete) for (const { secret, literal } of spots) [secret, literal].forEach(parts.learn);
  const groups = groupFinds(await withRisks(complete, parts.surroundings), parts.idOf);
  const at = started.toISOString();
  const durationMs = parts.now().getTime() - started.getTime();
  progress?.({ done: targets.length, total: targets.length });
  return { report: { at, durationMs, looked: counts(files), clients: [...clients], groups, unread }, files: complete };
}

type Looked = { readonly file?: Inspected; readonly unread?: UnreadFile };

function lookInto(target: Target, read: ReadTarget): Looked {
  const { path } = target;
  if ('unread' in read) return { unread: { path, reason: read.unread } };
  const { spots, damaged } = detect(read.text, target);
  const file = { ...read, target, spots, damaged: damaged !== undefined };
  return damaged === undefined ? { file } : { file, unread: { path, reason: damaged.message } };
}

/** One pass more: a key that is known from one file is found wherever it stands in another. */
function withElsewhere(files: readonly Inspected[]): readonly Inspected[] {
  const known = new Map<string, KnownKey>();
  for (const { spots } of files) for (const spot of spots) known.set(`${spot.secret} ${spot.literal}`, spot);
  return files.map((file) => {
    const more = elsewhere(file.text, [...known.values()], file.spots);
    return more.length === 0
      ? file
      : { ...file, spots: [...file.spots, ...more].toSorted((a, b) => a.start - b.start) };
  });
}

function withRisks(files: readonly Inspected[], surroundings: Surroundings) {
  const found = files.filter(({ spots }) => spots.length > 0);
  return Promise.all(found.map(async (file) => ({ ...file, risks: await risksOf(file.target, surroundings) })));
}

function counts(files: readonly Inspected[]): HuntReport['looked'] {
  const none = { client: 0, 'client-backup': 0, 'own-backup': 0, project: 0 };
  const looked: HuntReport['looked'] = { ...none, 'env-file': 0, 'settings-file': 0, 'shell-profile': 0 };
  for (const { target } of files) looked[target.source] += 1;
  return looked;
}
