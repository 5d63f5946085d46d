import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One core is not kept free: on two that would double the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/{unit,contract,process}/**/*.test.ts'],
          exclude: ['test/unit/renderer/**'],
          testTimeout: 20_000,
          // No module here keeps state and none is mocked, so files may share them: half the time goes into loading.
          isolate: false,
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/unit/renderer/**/*.test.tsx'],
          setupFiles: ['test/unit/renderer/set-up.ts'],
          testTimeout: 20_000,
          isolate: false,
        },
      },
    ],
  },
});
