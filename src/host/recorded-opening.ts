import type { RecordedOpening } from '../mcp/opening.ts';

/** Put in by the build (scripts/host-bundle.ts); absent when run from source. */
declare const RECORDED_OPENING: string | undefined;

export const recordedOpening =
  typeof RECORDED_OPENING === 'string' ? (JSON.parse(RECORDED_OPENING) as RecordedOpening) : undefined;
