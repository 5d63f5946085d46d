import { stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, parse } from 'node:path';
import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile } from '../lib/data-file.ts';

const places = z.object({ places: z.array(z.string().min(1).max(4096)) });
const mostPlaces = 50;

/** Files and folders that the user pointed at; remembered. */
export interface AddedPlaces {
  list(): Promise<readonly string[]>;
  /** A full path, or one that starts with `~`. AppError `invalid-input`. */
  add(path: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export function createAddedPlaces(options: { readonly path: string; readonly home: string }): AddedPlaces {
  const file = createDataFile({ path: options.path, version: 1, schema: places, empty: { places: [] } });
  return {
    list: async () => (await file.read()).places,
    async add(typed) {
      const path = fullPath(typed, options.home);
      await assertThere(path);
      await file.update((current) => {
        if (current.places.includes(path)) return current;
        if (current.places.length >= mostPlaces) throw refusal('There are 50 places already.', 'Take one away first.');
        return { places: [...current.places, path] };
      });
    },
    async remove(path) {
      await file.update((current) => ({ places: current.places.filter((each) => each !== path) }));
    },
  };
}

/** As people paste it: in quotes, with a slash at the end. */
function fullPath(typed: string, home: string): string {
  const bare = typed.trim().replace(/^(["'])(.*)\1$/, '$2');
  const path = normalize(/^~(?=$|[/\\])/.test(bare) ? join(home, bare.slice(1)) : bare);
  if (!isAbsolute(path))
    throw refusal('This is not a full path.', 'Enter it from the root or from ~, as in ~/projects.');
  const { root } = parse(path);
  if (path === root) throw refusal('That is the whole disk.', 'Name the folder in which your projects are.');
  return path.replace(/[/\\]+$/, '');
}

async function assertThere(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw refusal(`There is nothing at ${path}.`, 'Check the spelling.');
  if (!found.isDirectory() && !found.isFile())
    throw refusal(`${path} is neither a file nor a folder.`, 'Name a file or a folder.');
}

const refusal = (what: string, next: string): AppError => new AppError('invalid-input', what, next);
