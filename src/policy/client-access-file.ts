import { createDataFile, type DataFile } from '../lib/data-file.ts';
import { clientAccess, rulesOf, type ClientAccess, type ClientRules } from './client-access.ts';

export type ClientAccessFile = DataFile<ClientAccess>;

/** A damaged file is an error and not "no rules": the clients then have no access until it is repaired. */
export const createClientAccessFile = (path: string): ClientAccessFile =>
  createDataFile<ClientAccess>({ path, version: 1, schema: clientAccess, empty: clientAccess.parse({}) });

/** The rules of one client, read at each call: a change is in force with the next one. */
export const readRules =
  (file: Pick<ClientAccessFile, 'read'>, client: string | undefined) => async (): Promise<ClientRules> =>
    rulesOf(await file.read(), client);
