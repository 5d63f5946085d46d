import type { Hunt } from '../../hunt/hunt.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/hunt.ts. */
export type HuntServices = { readonly hunt: Hunt };

export function huntHandlers({ hunt }: HuntServices): CallsOf<'hunt'> {
  return {
    'hunt.state': async () => {
      const [places, history] = await Promise.all([hunt.places.list(), hunt.history()]);
      const report = hunt.report();
      return { ...(report !== undefined && { report }), places: [...places], history: [...history] };
    },
    'hunt.scan': () => hunt.scan(),
    'hunt.cancel': () => {
      hunt.cancel();
      return Promise.resolve({});
    },
    'hunt.addPlace': ({ path }) => hunt.places.add(path).then(done),
    'hunt.removePlace': ({ path }) => hunt.places.remove(path).then(done),
    'hunt.plan': ({ groupId }) => hunt.plan(groupId),
    'hunt.preview': (input) => hunt.preview(input),
    'hunt.move': (input) => hunt.move(input),
    'hunt.putBack': ({ moveId }) => hunt.putBack(moveId),
    'hunt.forget': ({ moveId }) => hunt.forget(moveId).then(done),
  };
}

const done = () => ({});
