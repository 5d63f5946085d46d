import type { Path } from '../../clients/formats/format.ts';
import type { KeyShape, RecognisedConnection } from '../../recognition/recognition.ts';
import type { FindField } from '../report.ts';

/** A key in the text of a file. Stays inside the host. */
export type Spot = {
  /** The whole value: with the scheme of a header, the address around a password. */
  readonly value: string;
  /** The key as its system knows it. */
  readonly secret: string;
  /** As it stands in the file: another text where a header holds it in base64. */
  readonly literal: string;
  /** Where the source of the value stands that holds it, quotes of a configuration file included. */
  readonly start: number;
  readonly end: number;
  readonly field: FindField;
  readonly name?: string;
  readonly shape: KeyShape;
  /** Configuration files: the value that holds it. */
  readonly path?: Path;
  readonly server?: SpotServer;
  /** What the values around it say of the connections it belongs to: Jira and Confluence take the same key. */
  readonly connections?: readonly RecognisedConnection[];
};

/** The entry in a client's file. */
export type SpotServer = {
  readonly name: string;
  /** Where the list is that holds it, and its own place. */
  readonly root: readonly string[];
  readonly path: Path;
};

/** A value under a name, before it is known whether it is a key. */
export type Candidate = Omit<Spot, 'shape' | 'connections'>;

/** 1 for the first line. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
