import { bytes, text, type Answer } from './answer.ts';
import type { SimRequest } from './call.ts';
import type { Listener } from './listener.ts';

export type StoredFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** What the store was sent, to see that no key ever came here. */
export type StoreRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Whether any credentials were sent, in the header or the query. */
  readonly credentialsSent: boolean;
};

const secretParameters = ['access_token', 'token'];

/** Stands for the object stores systems redirect downloads to: another host, addresses that are signed and work once. */
export class FileStore {
  readonly url: string;
  readonly requests: StoreRequest[] = [];
  readonly #open = new Map<string, StoredFile>();
  #serial = 0;

  constructor(listener: Listener) {
    this.url = listener.url;
    listener.serve((request) => {
      const credentialsSent =
        request.headers.authorization !== undefined || secretParameters.some((name) => request.query.has(name));
      const answer = credentialsSent ? refusal : this.#answer(request);
      this.requests.push({ method: request.method, path: request.path, status: answer.status, credentialsSent });
      return { answer, jsonType: 'application/json', delayMs: 0 };
    });
  }

  /** A new address that gives the file to the first GET. */
  sign(file: StoredFile): string {
    this.#serial += 1;
    const id = String(this.#serial);
    this.#open.set(id, file);
    return `${this.url}/files/${id}?signature=simulated-${id}`;
  }

  #answer({ method, path, query }: SimRequest): Answer {
    const id = /^\/files\/(\d+)$/.exec(path)?.[1] ?? '';
    const file = query.get('signature') === `simulated-${id}` ? this.#open.get(id) : undefined;
    if (method !== 'GET' || file === undefined) return text('Request has expired', 403);
    this.#open.delete(id);
    return bytes(file.bytes, file.type, 200, { 'Content-Disposition': contentDisposition(file.name) });
  }
}

/** As S3 does it: two ways of signing at once are an error. */
const refusal = text('Only one auth mechanism allowed', 400);

export const contentDisposition = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
