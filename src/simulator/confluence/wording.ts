import { pick } from '../company/chance.ts';

const openings = [
  'This page is for everybody who is new to the subject. It takes five minutes to read.',
  'Agreed by all teams concerned. If something here is wrong, change it and tell the others.',
  'The short version comes first; details are further down.',
  'We review this page every quarter, together with the people who use it daily.',
];
const points = [
  'Ask before you order: every order has a number and somebody who approved it.',
  'Write down what was decided, and why, on the same day.',
  'Tell customer care before anything changes for customers.',
  'Test with real data from **last month**, not with invented orders.',
  'Keep the old way working until the new one has run for two weeks.',
  'Measure first. Numbers are in the dashboard `Operations/Weekly`.',
];
const contacts = ['Sofia Lindqvist', 'Tom Becker', 'Amara Okafor', 'Priya Raman'];

/** A page's text in Markdown. */
export function describePage(title: string, chance: () => number): string {
  const start = Math.floor(chance() * 3);
  const chosen = points.slice(start, start + 3).map((point) => `- ${point}`);
  return [
    `${title}: ${pick(chance, openings)}`,
    '## What matters',
    chosen.join('\n'),
    '## Questions',
    `Ask ${pick(chance, contacts)}, or see the [team calendar](https://harbourpine.example/calendar).`,
  ].join('\n\n');
}
