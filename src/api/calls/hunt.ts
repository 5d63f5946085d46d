import { z } from 'zod';
import {
  filePreview,
  huntMove,
  movePlan,
  moveRequest,
  moveResult,
  previewRequest,
  putBackResult,
} from '../../hunt/move.ts';
import { huntProgress, huntReport } from '../../hunt/report.ts';
import type { CallList, EventList } from './call-list.ts';

const nothing = z.object({});
const byMove = z.object({ moveId: z.uuid() });
const byPlace = z.object({ path: z.string().trim().min(1, 'Enter a path.').max(4096) });

const huntState = z.object({
  /** The last report; absent before the first look. */
  report: huntReport.optional(),
  /** Files and folders that the user pointed at. */
  places: z.array(z.string()),
  history: z.array(huntMove),
});

/** Keys that lie about in plain text. */
export const huntCalls = {
  'hunt.state': { input: nothing, output: huntState },
  /** Looks through all files; `hunt.progress` events tell how far it is. */
  'hunt.scan': { input: nothing, output: huntReport },
  'hunt.cancel': { input: nothing, output: nothing },
  'hunt.addPlace': { input: byPlace, output: nothing },
  'hunt.removePlace': { input: byPlace, output: nothing },
  /** What can be done about a key. */
  'hunt.plan': { input: z.object({ groupId: z.string() }), output: movePlan },
  'hunt.preview': { input: previewRequest, output: z.array(filePreview) },
  /** Brings the key to safety and takes it out of the files; refused where one changed since the preview. */
  'hunt.move': { input: moveRequest, output: moveResult },
  'hunt.putBack': { input: byMove, output: putBackResult },
  /** Deletes the encrypted copies: nothing can be put back afterwards. */
  'hunt.forget': { input: byMove, output: nothing },
} as const satisfies CallList;

export const huntEvents = {
  'hunt.progress': huntProgress,
  /** Fetch the state again. */
  'hunt.changed': nothing,
} as const satisfies EventList;
