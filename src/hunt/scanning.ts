import { AppError } from '../lib/app-error.ts';
import { inspect, type InspectParts, type Inspection } from './inspect.ts';
import type { HuntProgress, HuntReport } from './report.ts';

type ScanningParts = InspectParts & {
  readonly progress: (progress: HuntProgress) => void;
  /** Called when the report changed. */
  readonly changed: () => void;
};

/** Looking through all files, once at a time, and the report of the last look. */
export function createScanning(parts: ScanningParts) {
  let report: HuntReport | undefined;
  let running: { readonly done: Promise<HuntReport>; readonly stop: AbortController } | undefined;
  const look = async (options?: Parameters<typeof inspect>[1]): Promise<Inspection> => {
    const found = await inspect(parts, options);
    report = found.report;
    return found;
  };
  const toldLook = async (signal: AbortSignal): Promise<HuntReport> => {
    try {
      return (await look({ signal, progress: parts.progress })).report;
    } catch (error) {
      if (signal.aborted) throw cancelled();
      throw error;
    } finally {
      running = undefined;
      parts.changed();
    }
  };
  return {
    report: () => report,
    /** With the keys, for what stays inside the host. */
    look: () => look(),
    scan: (): Promise<HuntReport> => {
      if (running !== undefined) return running.done;
      const stop = new AbortController();
      running = { done: toldLook(stop.signal), stop };
      return running.done;
    },
    cancel: () => running?.stop.abort(),
  };
}

const cancelled = (): AppError =>
  new AppError('cancelled', 'The search was stopped.', 'Start it again when you like; nothing was changed.');
