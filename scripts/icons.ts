import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser } from './tools/browser.ts';

/** `node scripts/icons.ts`: the pictures under build/, painted from the two drawings there. Run after changing one. */
const app = await readFile('build/icon.svg', 'utf8');
const trayLine = await readFile('build/tray/tray.svg', 'utf8');
const attention = await readFile('build/tray/attention.svg', 'utf8');
/** The app's icon with the attention mark in its corner, for trays that have no text. */
const attentive = app.replace(
  '</svg>',
  `<svg x="30" y="30" width="34" height="34" ${attention.slice(attention.indexOf('viewBox'), attention.indexOf(' width'))}>${attention.slice(attention.indexOf('>') + 1)}</svg>`,
);

/** macOS leaves a margin around an icon: the drawing is 824 of 1024 wide (Apple's icon grid). */
const withMargin = app.replace('viewBox="0 0 64 64"', 'viewBox="-7.77 -7.77 79.54 79.54"');

type Picture = { readonly file: string; readonly svg: string; readonly size: number };
const pictures: readonly Picture[] = [
  { file: 'build/icon.png', svg: app, size: 1024 },
  { file: 'build/icon-mac.png', svg: withMargin, size: 1024 },
  ...[16, 24, 32, 48, 64, 128, 256, 512].map((size) => ({ file: `build/icons/${size}x${size}.png`, svg: app, size })),
  { file: 'build/tray/tray.png', svg: app, size: 24 },
  { file: 'build/tray/tray@2x.png', svg: app, size: 48 },
  { file: 'build/tray/tray-attention.png', svg: attentive, size: 24 },
  { file: 'build/tray/tray-attention@2x.png', svg: attentive, size: 48 },
  { file: 'build/tray/attention.png', svg: attention, size: 16 },
  { file: 'build/tray/trayTemplate.png', svg: trayLine, size: 16 },
  { file: 'build/tray/trayTemplate@2x.png', svg: trayLine, size: 32 },
];

const found = await ensureBrowser();
if ('missing' in found) throw new Error(found.missing);
// Chromium refuses to run its sandbox as root.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: found.executablePath, args });
try {
  for (const { file, svg, size } of pictures) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const sized = svg.replace(/width="\d+" height="\d+">/, `width="${size}" height="${size}" style="display:block">`);
    await page.setContent(`<body style="margin:0">${sized}</body>`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
