import type { FormPart } from './call.ts';

/** The parts of a multipart/form-data body; none when it is something else or cannot be read. */
export async function readParts(contentType: string | undefined, body: Uint8Array): Promise<FormPart[]> {
  if (contentType?.toLowerCase().startsWith('multipart/form-data') !== true) return [];
  const form = await readForm(contentType, body);
  return form === undefined ? [] : Promise.all([...form].map(([field, value]) => partOf(field, value)));
}

/** A broken form has no parts: the handler misses its file and says so. */
async function readForm(contentType: string, body: Uint8Array): Promise<FormData | undefined> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Slow for large forms, and the simulator gets none.
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return undefined;
  }
}

async function partOf(field: string, value: File | string): Promise<FormPart> {
  if (typeof value === 'string') {
    return { field, fileName: undefined, type: 'text/plain', bytes: new TextEncoder().encode(value) };
  }
  const type = value.type === '' ? 'application/octet-stream' : value.type;
  return { field, fileName: value.name, type, bytes: new Uint8Array(await value.arrayBuffer()) };
}
