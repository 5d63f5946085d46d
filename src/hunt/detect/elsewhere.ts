import type { KeyShape } from '../../recognition/recognition.ts';
import type { Spot } from './spot.ts';

/** A key that is known from another place. */
export type KnownKey = { readonly secret: string; readonly literal: string; readonly shape: KeyShape };

/** What is shorter may stand in a text by chance. */
const shortest = 12;

/** Where known keys stand besides: in a comment, in what was said to a model, in a line that is no assignment. */
export function elsewhere(text: string, known: readonly KnownKey[], spots: readonly Spot[]): readonly Spot[] {
  return known
    .filter(({ literal }) => literal.length >= shortest)
    .flatMap(({ secret, literal, shape }) =>
      placesOf(text, literal)
        .filter((start) => !spots.some((spot) => start >= spot.start && start < spot.end))
        .map((start): Spot => ({
          ...{ value: literal, secret, literal, shape },
          ...{ start, end: start + literal.length, field: 'text' },
        })),
    );
}

function placesOf(text: string, literal: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + literal.length)) places.push(at);
  return places;
}
