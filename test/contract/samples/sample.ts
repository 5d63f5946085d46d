/** One example of a route. */
export type Sample = {
  readonly route: string;
  /** `LAST` stands for the id in the answer before that had one, here and in the body. */
  readonly request: string;
  readonly body?: unknown;
  /** 200 if absent. */
  readonly status?: number;
  /** A file is sent as multipart/form-data, in this field. */
  readonly upload?: string;
  /** Sent before the file, as JSON in a part of that name (OpenProject). */
  readonly metadata?: unknown;
};
