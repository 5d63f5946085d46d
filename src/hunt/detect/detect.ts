import { keyShapeOf } from '../../recognition/key-shape.ts';
import { AppError } from '../../lib/app-error.ts';
import type { Target } from '../target.ts';
import { envAssignments, shellAssignments, wordsIn, type Assignment } from './assignments.ts';
import { configCandidates } from './config-candidates.ts';
import { keyIn } from './key-in.ts';
import { keysAmong } from './recognised.ts';
import { settingsCandidates } from './settings-candidates.ts';
import type { Candidate, Spot } from './spot.ts';

/** What was found in a text. `damaged`: it is not what its owner would read, so only unmistakable keys were found. */
export type Detected = { readonly spots: readonly Spot[]; readonly damaged?: AppError };

/** The keys in a file's text, in its order. */
export function detect(text: string, { reading }: Target): Detected {
  switch (reading.kind) {
    case 'lines':
      return { spots: inLines(text, reading.syntax === 'shell' ? shellAssignments(text) : envAssignments(text)) };
    case 'servers':
    case 'settings':
      return inStructure(text, reading);
  }
}

type Structure = Extract<Target['reading'], { kind: 'servers' | 'settings' }>;

function inStructure(text: string, reading: Structure): Detected {
  try {
    return { spots: unique(structured(text, reading)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { spots: unmistakable(text, []), damaged: error };
  }
}

function structured(text: string, reading: Structure): readonly Spot[] {
  if (reading.kind === 'settings')
    return keysAmong(settingsCandidates(text, reading.format), { text: 'targetprocess.json' });
  return reading.lists.flatMap((list) =>
    configCandidates(text, reading.format, list).flatMap(({ server, candidates }) =>
      keysAmong(candidates, aroundOf(server.name, candidates)),
    ),
  );
}

/** The server's name and what it starts say whose keys it holds; so does a remote server's address. */
function aroundOf(name: string, candidates: readonly Candidate[]) {
  const started = candidates.filter(({ field }) => field === 'args').map(({ value }) => value);
  return { text: [name, ...started].join(' '), url: candidates.find(({ field }) => field === 'address')?.value };
}

function inLines(text: string, assignments: readonly Assignment[]): readonly Spot[] {
  const candidates = assignments.map(({ name, value, start, end }): Candidate => ({
    name,
    value,
    start,
    end,
    field: 'value',
    ...keyIn(value),
  }));
  const named = keysAmong(candidates, {});
  return unique([...named, ...unmistakable(text, named)]);
}

/** Words that can be nothing but a key, wherever they stand: in a comment, an alias, a broken file. */
function unmistakable(text: string, known: readonly Spot[]): readonly Spot[] {
  const literals = new Set(known.map(({ literal }) => literal));
  return wordsIn(text).flatMap(({ word, start }): Spot[] => {
    const shape = keyShapeOf('', word);
    if (shape?.certainty !== 'certain' || literals.has(word)) return [];
    return [{ value: word, secret: word, literal: word, start, end: start + word.length, field: 'text', shape }];
  });
}

/** Two lists of a client may overlap, and two forms of an assignment meet in one. */
function unique(spots: readonly Spot[]): readonly Spot[] {
  const seen = new Set<string>();
  return spots
    .filter(({ start, literal }) => {
      const key = `${start} ${literal}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .toSorted((a, b) => a.start - b.start);
}
