import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallOutput, EventPayload } from '../../src/api/contract.ts';
import { progressKey } from '../hunt/use-hunt.ts';
import { noteProgress } from '../rotation/rotation-run.ts';
import { useApi } from './api-context.ts';

type LogLines = CallOutput<'server.log'>;
const keptLogLines = 1000;
/** What follows from connections, settings, use and time together. */
const ofKeys = ['keys.list', 'reminders.list'];

/** Adds a line to the log. Any other number than the next means that lines were missed or the host counts anew. */
function addLogLine(queries: QueryClient, line: EventPayload<'server.logged'>): void {
  const lines = queries.getQueryData<LogLines>(['server.log', {}]);
  if (lines?.some(({ seq, at }) => seq === line.seq && at === line.at) === true) return;
  if (lines !== undefined && line.seq === (lines.at(-1)?.seq ?? 0) + 1)
    queries.setQueryData(['server.log', {}], [...lines, line].slice(-keptLogLines));
  else void queries.invalidateQueries({ queryKey: ['server.log'] });
}

/** Keeps everything on the screen as fresh as the host says it is. Mounted once. */
export function useEvents(): void {
  const api = useApi();
  const queries = useQueryClient();
  useEffect(() => {
    const refresh = (...names: string[]) => {
      for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
    };
    const stops = [
      api.on('connections.changed', () => {
        refresh('connections.list', 'rotation.plan', 'rotation.history', ...ofKeys);
      }),
      api.on('preferences.changed', () => {
        refresh('preferences.get', ...ofKeys);
      }),
      api.on('reminders.changed', () => {
        refresh(...ofKeys);
      }),
      api.on('secrets.changed', () => {
        refresh('secrets.status', 'preferences.get', 'connections.list');
      }),
      api.on('clients.changed', () => {
        refresh('clients.list');
      }),
      api.on('clients.accessChanged', () => {
        refresh('clients.access');
      }),
      api.on('rotation.progress', (progress) => {
        noteProgress(queries, progress);
      }),
      api.on('profiles.changed', () => {
        refresh('profiles.list', 'profiles.entries');
      }),
      api.on('hunt.progress', (progress) => {
        queries.setQueryData(progressKey, progress);
      }),
      api.on('hunt.changed', () => {
        queries.setQueryData(progressKey, null);
        refresh('hunt.state');
      }),
      api.on('server.changed', (status) => {
        queries.setQueryData(['server.status', {}], status);
      }),
      api.on('server.logged', (line) => {
        addLogLine(queries, line);
      }),
      api.on('claude.changed', () => {
        refresh('claude.status', 'claude.guard', 'claude.history', 'claude.backups');
      }),
      api.on('activity.added', () => {
        refresh('activity.list', ...ofKeys);
      }),
      api.link.subscribe(() => {
        if (api.link.current() === 'up') void queries.invalidateQueries();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, queries]);
}
