import type { IncomingHttpHeaders } from 'node:http';
import type { Person } from '../company/people.ts';
import type { Key } from './keys.ts';
import type { Answer } from './answer.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One part of a multipart/form-data body; without a file name it is a plain field. */
export type FormPart = {
  readonly field: string;
  readonly fileName: string | undefined;
  readonly type: string;
  readonly bytes: Uint8Array;
};

export type SimRequest = {
  readonly method: string;
  /** Below the system's context path, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** In the order sent; empty when the body is not multipart/form-data. */
  readonly parts: readonly FormPart[];
};

/** Who asks: a person, somebody without credentials (or whose credentials are ignored), or somebody refused. */
export type Identity =
  | { readonly kind: 'known'; readonly person: Person; readonly key: Key | undefined }
  | {
      readonly kind: 'anonymous';
      readonly siteIsPublic: boolean;
      /** Credentials came along and were not accepted. */
      readonly credentialsIgnored?: boolean;
    }
  | { readonly kind: 'refused'; readonly scheme: 'basic' | 'bearer' | 'other'; readonly locked: boolean };

/** One request as a handler sees it. */
export type Call = {
  readonly request: SimRequest;
  readonly query: URLSearchParams;
  readonly identity: Identity;
  /** The address links in the answer begin with: site and context path, or the gateway. */
  readonly base: string;
  readonly now: Date;
  /** A path parameter, decoded. */
  param(name: string): string;
  /** The body's object; anything else counts as an empty one. */
  input(): Readonly<Record<string, unknown>>;
};

export type Route = {
  readonly method: Method;
  /** With `{parameters}`, below the context path, as the vendor's specification spells it. */
  readonly path: string;
  /**
   * Open: also answers, with less or nothing, when nobody is logged in or the key is wrong.
   * Public: answers people without login where the site allows them, but never a wrong key.
   */
  readonly access: 'open' | 'public' | 'closed';
  /** The Atlassian scope a scoped token needs. */
  readonly scope?: string;
  readonly answer: (call: Call) => Answer;
};

export const route = (
  method: Method,
  path: string,
  access: Route['access'],
  answer: Route['answer'],
  scope?: string,
): Route => ({ method, path, access, answer, ...(scope === undefined ? {} : { scope }) });
