import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#edf4fb',
  '#d9e6f3',
  '#b0cbe6',
  '#84aed8',
  '#5f94cc',
  '#4784c5',
  '#2f6eb0',
  '#265d98',
  '#1d4f85',
  '#0b3d6c',
];

const slate: MantineColorsTuple = [
  '#d8dce3',
  '#b7bdc8',
  '#949cab',
  '#6f7889',
  '#4b5362',
  '#363d4a',
  '#282e39',
  '#1e232c',
  '#171b22',
  '#10131a',
];

const sans =
  "'Inter Variable', -apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', Cantarell, 'Noto Sans', 'Liberation Sans', sans-serif";
const mono =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  colors: { harbour, dark: slate },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: {
    fontFamily: sans,
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  components: {
    Modal: {
      defaultProps: { centered: true, padding: 'xl', radius: 'lg', overlayProps: { backgroundOpacity: 0.4, blur: 2 } },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 650, lineHeight: 1.35 } },
    },
    Drawer: { defaultProps: { padding: 'xl', overlayProps: { backgroundOpacity: 0.3 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    Card: {
      defaultProps: { withBorder: true, radius: 'lg', padding: 'lg' },
      classNames: { root: 'card' },
    },
    Table: { defaultProps: { borderColor: 'var(--mantine-color-default-border)' } },
    AppShell: { styles: { root: { '--app-shell-border-color': 'var(--mantine-color-default-border)' } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Skeleton: { defaultProps: { radius: 'md' } },
  },
});

const tinted = ['red', 'yellow', 'green', 'gray', 'blue', 'cyan', 'teal', 'grape', 'orange', 'harbour'] as const;

/** Mantine's light variant as a tint of the surface below it, calm in both schemes. */
function tints(scheme: 'light' | 'dark'): Record<string, string> {
  const [shade, strength, text] = scheme === 'light' ? [6, 10, 9] : [5, 14, 2];
  return Object.fromEntries(
    tinted.flatMap((color) => {
      const tint = (percent: number) =>
        `color-mix(in srgb, var(--mantine-color-${color}-${shade}) ${percent}%, transparent)`;
      return [
        [`--mantine-color-${color}-light`, tint(strength)],
        [`--mantine-color-${color}-light-hover`, tint(strength + 6)],
        [`--mantine-color-${color}-light-color`, `var(--mantine-color-${color}-${text})`],
      ];
    }),
  );
}

/** A page a shade apart from its cards, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...tints('light'),
    '--mantine-color-body': '#ffffff',
    '--keyring-page': '#f6f7f9',
    '--keyring-navigation': '#eef1f5',
    '--mantine-color-dimmed': '#5b6472',
    '--mantine-color-default-border': '#dfe3e9',
    '--mantine-color-error': '#c22f2f',
    '--keyring-added': '#e3f4e6',
    '--keyring-removed': '#fbe6e6',
    '--keyring-good': '#1f7a3d',
    '--keyring-bar-overdue': 'var(--mantine-color-red-7)',
    '--keyring-bar-soon': 'var(--mantine-color-yellow-7)',
    '--keyring-bar-never': 'var(--mantine-color-gray-6)',
    '--keyring-bar-old-key': 'var(--mantine-color-grape-7)',
    '--keyring-warning': '#9a5b00',
  },
  dark: {
    ...tints('dark'),
    '--mantine-color-body': '#1b2028',
    '--keyring-page': '#13171d',
    '--keyring-navigation': '#171b22',
    '--mantine-color-dimmed': '#9aa3b2',
    '--mantine-color-default-border': '#2e3540',
    '--mantine-color-error': '#ff8a84',
    '--keyring-added': '#173225',
    '--keyring-removed': '#3b1e22',
    '--keyring-good': '#6cc98a',
    '--keyring-bar-overdue': 'var(--mantine-color-red-5)',
    '--keyring-bar-soon': 'var(--mantine-color-yellow-5)',
    '--keyring-bar-never': 'var(--mantine-color-dark-2)',
    '--keyring-bar-old-key': 'var(--mantine-color-grape-4)',
    '--keyring-warning': '#e9b458',
  },
});
