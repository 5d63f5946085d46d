import type { ConfigFormat } from './format.ts';
import { notParsable } from './not-parsable.ts';

/** What nobody writes: a file with thousands of levels is refused as any other that cannot be read, and harms no other. */
export const withinDepth = (format: ConfigFormat): ConfigFormat => ({
  read: (text) => checked(() => format.read(text)),
  texts: (text) => checked(() => format.texts(text)),
  servers: (text, list) => checked(() => format.servers(text, list)),
  putServer: (text, ...server) => checked(() => format.putServer(text, ...server)),
  takeServer: (text, ...server) => checked(() => format.takeServer(text, ...server)),
  replace: (text, ...value) => checked(() => format.replace(text, ...value)),
  remove: (text, path) => checked(() => format.remove(text, path)),
});

function checked<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) throw notParsable('The file is nested too deeply.');
    throw cause;
  }
}
