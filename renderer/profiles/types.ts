import type { CallOutput } from '../../src/api/contract.ts';

export type Profile = CallOutput<'profiles.list'>[number];
export type ProfileVariable = Profile['variables'][number];
type Entries = CallOutput<'profiles.entries'>;
export type ProfileUse = Entries['uses'][number];
export type MovableEntry = Entries['movable'][number];
