import { useEffect, useRef } from 'react';

/** So long after it was closed, what comes of something is no news to whoever did it. */
const stillAtHandMs = 60_000;

/** Tells of a connection whether the user is busy with it, or was a moment ago. `openId`: the one whose details are open. */
export function useAtHand(openId: string | undefined): (connectionId: string) => boolean {
  const left = useRef(new Map<string, number>());
  useEffect(() => {
    if (openId === undefined) return undefined;
    const moments = left.current;
    return () => {
      moments.set(openId, Date.now());
    };
  }, [openId]);
  return (connectionId) => {
    const at = left.current.get(connectionId);
    return connectionId === openId || (at !== undefined && Date.now() - at < stillAtHandMs);
  };
}
