/** Names every member, so that a new one does not compile until somebody has decided what the user must allow for it. */
export type Complete<T> = { [K in keyof Required<T>]: T[K] | undefined };

/** A missing member means that the system has no such thing, so it must stay missing. */
export function withoutAbsent(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined));
}
