import type { ConfigFormat } from '../../clients/formats/format.ts';
import { keyIn } from './key-in.ts';
import type { Candidate } from './spot.ts';

/** The values of `targetprocess.json` (https://github.com/aaronsb/apptio-target-process-mcp), under their last name. */
export function settingsCandidates(text: string, format: ConfigFormat): readonly Candidate[] {
  return format.texts(text).map(({ path, text: value, start, end }) => {
    const name = path.findLast((part) => typeof part === 'string');
    return { ...(name !== undefined && { name }), value, path, start, end, field: 'value', ...keyIn(value) };
  });
}
